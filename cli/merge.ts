import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ORDER_FILE } from '../load/distributed/index.ts';
import { ReportError } from '../reports/report-error.ts';
import { signoffOf } from '../reports/signoff/signoff-of.ts';
import { printSummary } from '../reports/summary.ts';
import { writeReports } from '../reports/write-reports.ts';
import { loadTarget, targetFile } from '../targets/load.ts';
import { targetDigest } from '../targets/target-digest.ts';
import { UsageError, type Command, type CommandInput } from './command.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { golivePackage } from './golive-package.ts';
import { holdTogether } from './merge/hold-together.ts';
import { mergeLoad } from './merge/merge-load.ts';
import { gatherRuns, mergeRuns } from './merge/merge-runs.ts';
import { readShardRun, type ShardRun } from './merge/read-shards.ts';
import { replayBlobs } from './merge/replay-blobs.ts';
import { newRunId } from './open-run.ts';
import { readReportsFolder } from './places.ts';
import { withSinceLastGo } from './since-last-go.ts';
import { sayLaunch } from './say-launch.ts';
import { tellGithub } from './tell-github.ts';

/** Makes one run, with one verdict, of the runs of its shards; or one load of its parts. */
export const merge: Command = {
  name: 'merge',
  summary:
    'Makes one run with one verdict of the runs of its shards (verify --shard), or judges the parts of a load (load --distributed) as one.',
  usage:
    'golive merge <run> <run>… [flags]     run: an id below reports/runs, or a folder\n' +
    'golive merge <folder> [part]… [flags] folder: what load --distributed wrote; parts that lie in it are found',
  flags: {
    '--target <target>': 'the target, where its module lies elsewhere than on the machines of the shards',
    '--reports <folder>': 'where the runs’ folders are, and the merged one is made; reports/runs if left out',
  },
  options: { target: { type: 'string' }, reports: { type: 'string' } },
  async run(input) {
    const { values, positionals } = input;
    if (positionals.length === 0) {
      throw new UsageError('missing-argument', 'golive merge: expected the runs of all shards, got none');
    }
    const [first = '', ...further] = positionals;
    if (existsSync(join(first, ORDER_FILE))) {
      refuseRuns(further);
      return await mergeLoad(first, further, input);
    }
    const reportsFolder = readReportsFolder(values);
    const shards = positionals.map((named) => readShardRun(reportsFolder, named));
    return await mergeShards(shards, reportsFolder, input);
  },
};

/** Beside the folder of a load, only parts of it. */
function refuseRuns(further: readonly string[]): void {
  const stray = further.find((file) => !statSync(file, { throwIfNoEntry: false })?.isFile());
  if (stray === undefined) return;
  const expected = 'a part-<i>.json or part-<i>.log beside the folder of a load';
  throw new UsageError('bad-value', `golive merge: expected ${expected}, got "${stray}"`);
}

async function mergeShards(
  shards: readonly ShardRun[],
  reportsFolder: string,
  { values, terminal, signal }: CommandInput,
): Promise<ExitCode> {
  const target = await targetOf(shards, values['target']);
  const id = newRunId(target.name);
  const verdict = withSinceLastGo(mergeRuns(shards, target, id), reportsFolder);
  const runFolder = join(reportsFolder, id);
  const temporaryFolder = mkdtempSync(join(tmpdir(), 'golive-merge-'));
  try {
    mkdirSync(runFolder, { recursive: true });
    const htmlFolder = join(runFolder, 'playwright-report');
    terminal.progress(`merging ${shards.length} shards into ${id}`);
    const replayed = await replayBlobs(shards, { temporaryFolder, htmlFolder, signal });
    holdTogether(
      shards.flatMap(({ rows }) => rows),
      replayed,
    );
    gatherRuns(shards, runFolder);
    writeReports({ runFolder, verdict });
  } catch (error) {
    rmSync(runFolder, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(temporaryFolder, { recursive: true, force: true });
  }
  printSummary(verdict, { print: terminal.result, paint: terminal.paint });
  const signoff = signoffOf(runFolder, verdict, new Date());
  sayLaunch(signoff, terminal);
  terminal.result(`report: ${join(runFolder, 'report.html')}`);
  tellGithub(verdict, fileOf(shards[0], values['target']), terminal, signoff);
  if (values['json'] === true) process.stdout.write(`${JSON.stringify(verdict)}\n`);
  return exitCodes[verdict.decision];
}

/** The module of their target: by the word that the shards were given, unless it lies elsewhere here. */
function fileOf(first: ShardRun | undefined, named: unknown): string {
  return targetFile(typeof named === 'string' ? named : (first?.facts.targetWord ?? ''));
}

/** The target of the shards, held to what they asked. @throws ReportError `shards-differ` | TargetError */
async function targetOf([first]: readonly ShardRun[], named: unknown) {
  const { targetWord = '', targetDigest: asked, golive } = first?.facts ?? {};
  const word = typeof named === 'string' ? named : targetWord;
  const target = await loadTarget(fileOf(first, named));
  const differs = (field: string, here: string, there = ''): ReportError =>
    new ReportError('shards-differ', `${first?.folder}: ${field}: expected ${here} as here, got ${there}`);
  if (golive !== golivePackage.version) throw differs('golive', golivePackage.version, golive);
  const here = targetDigest(target);
  if (here !== asked) throw differs(`targetDigest of ${word}`, here, asked);
  return target;
}
