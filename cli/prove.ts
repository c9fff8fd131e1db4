import { proofSentences } from '../reports/proof-sentences.ts';
import { targetFile } from '../targets/load.ts';
import type { Command } from './command.ts';
import { UsageError } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { golivePackage } from './golive-package.ts';
import { codeDigest } from './prove/code-digest.ts';
import { candidatesOf, playCleanRuns, playFaults, playMutations } from './prove/play-proof.ts';
import { openProofLog } from './prove/proof-log.ts';
import { proofFlags, proofOptions, readProofRequest } from './prove/proof-request.ts';
import { publishProof } from './prove/publish.ts';
import { scoreOf } from './prove/score.ts';
import { refuseSurplus } from './refuse-surplus.ts';
import { readRequest } from './run-request.ts';
import { loadSystem } from './system.ts';

/** How much of what is wrong the gate finds, and how much it blames that is right: by trying. */
export const prove: Command = {
  name: 'prove',
  summary: 'Plants faults and mutations one at a time, each after a clean control, and says what was caught.',
  usage: 'golive prove [<target>] [flags]',
  flags: proofFlags,
  options: proofOptions,
  async run(input) {
    const { values, terminal, signal } = input;
    const [word = 'reference', ...surplus] = input.positionals;
    refuseSurplus('prove', surplus);
    const file = targetFile(word);
    const { target, own } = await loadSystem(file);
    const asked = readProofRequest(values, target.name, own);
    const source = typeof values['source'] === 'string' ? values['source'] : undefined;
    const about = { ...(source === undefined ? {} : { source }), stack: values['stack'] ?? 'process' };
    const request = await readRequest(about, [word]);
    const candidates = asked.mutations > 0 ? candidatesOf(request).length : 0;
    const digest = codeDigest(file, request.source);
    const log = openProofLog(asked.file, digest, asked.isResumed);
    terminal.progress(`proof of ${target.title}: ${asked.faults.length} faults, kept in ${log.file}`);
    const proof = { asked, log, input: { ...input, positionals: [word] } };
    if (asked.clean > 0) await playCleanRuns(proof);
    await playFaults(proof);
    if (asked.mutations > 0 && !signal.aborted) await playMutations(proof);
    const devices = Array.isArray(values['device']) ? values['device'].map(String) : ['android'];
    const facts = { target: target.name, version: golivePackage.version, digest, devices, candidates };
    const score = scoreOf(log, { ...facts, stack: request.stack });
    for (const line of proofSentences(score)) terminal.result(line);
    if (values['json'] === true) process.stdout.write(`${JSON.stringify(score)}\n`);
    if (signal.aborted) terminal.say(`golive: interrupted; ${log.file} keeps it, --resume goes on with it`);
    else if (values['publish'] === true) publishProof(log, score);
    const isWhole = score.faults.missed.events === 0 && score.clean.notGo.events === 0;
    if (score.faults.missed.n + score.clean.notGo.n + score.mutations.survived.n === 0) {
      throw new UsageError(
        'bad-value',
        `expected something to prove, ${target.name} has no fault of its own`,
      );
    }
    return isWhole ? exitCodes.GO : exitCodes['NO-GO'];
  },
};
