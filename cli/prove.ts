import { proofSentences } from '../reports/proof-sentences.ts';
import { targetFile } from '../targets/load.ts';
import type { Command } from './command.ts';
import { UsageError } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { golivePackage } from './golive-package.ts';
import { addCleanRuns } from './prove/add-clean-runs.ts';
import { codeDigest } from './prove/code-digest.ts';
import { candidatesOf } from './prove/play-mutants.ts';
import { playProof } from './prove/play-proof.ts';
import { openProofLog } from './prove/proof-log.ts';
import { proofFlags, proofOptions, readProofRequest, type ProofRequest } from './prove/proof-request.ts';
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
    refuseNothing(asked, target.name);
    const source = typeof values['source'] === 'string' ? values['source'] : undefined;
    const about = { ...(source === undefined ? {} : { source }), stack: values['stack'] ?? 'process' };
    const request = await readRequest(about, [word]);
    if (asked.mutations > 0) candidatesOf(request);
    const log = openProofLog(asked.file, codeDigest(file, request.source), asked.isResumed);
    addCleanRuns(log, asked.cleanRuns, target.name);
    terminal.progress(`proof of ${target.title}: ${asked.faults.length} faults, kept in ${log.file}`);
    await playProof({ asked, log, input: { ...input, positionals: [word] } });
    const devices = Array.isArray(values['device']) ? values['device'].map(String) : ['android'];
    const candidates = log.of('mutation').length > 0 ? candidatesOf(request).length : 0;
    const facts = { target: target.name, version: golivePackage.version, devices, candidates };
    const score = scoreOf(log, { ...facts, digest: log.digest, stack: request.stack });
    for (const line of proofSentences(score)) terminal.result(line);
    if (values['json'] === true) process.stdout.write(`${JSON.stringify(score)}\n`);
    if (signal.aborted) terminal.say(`golive: interrupted; ${log.file} keeps it, --resume goes on with it`);
    else if (values['publish'] === true) publishProof(log, score, asked);
    const isWhole = score.faults.missed.events === 0 && score.clean.notGo.events === 0;
    return isWhole ? exitCodes.GO : exitCodes['NO-GO'];
  },
};

/** @throws UsageError where there is nothing to try. */
function refuseNothing({ faults, mutations, clean }: ProofRequest, name: string): void {
  if (faults.length + mutations + clean > 0) return;
  const what = 'expected something to prove, it has no fault of its own';
  throw new UsageError('missing-argument', `${name}: ${what}; --fault, --mutations or --clean names it`);
}
