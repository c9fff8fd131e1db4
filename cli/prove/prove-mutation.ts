import { catalogue, findCheck } from '../../checks/catalogue.ts';
import type { CheckDefinition } from '../../checks/check.ts';
import type { Fault } from '../../faults/fault.ts';
import type { Mutation } from '../../faults/mutations/mutation.ts';
import type { Verdict } from '../../reports/verdict.ts';
import { whyNotApplicable } from '../../targets/capabilities.ts';
import type { Target } from '../../targets/schema/target.ts';
import type { RunRequest } from '../run-context.ts';
import { cellOf } from './clean-record.ts';
import { controlledCells, placeOf } from './controls.ts';
import { playJudged, type PlayOptions } from './play-judged.ts';
import type { ProofLog } from './proof-log.ts';
import type { RecordOf } from './proof-record.ts';

export type MutationRecord = RecordOf<'mutation'>;

/** Suites that judge a mutant: all that the gate asks of the running system, but for load, drill and timings. */
const suites: readonly string[] = ['setup', 'tasks', 'scan', 'install', 'offline', 'photos', 'security'];

/** What only a browser does is asked of no mutant of the server, and the other way round. */
const ofBrowser: readonly string[] = ['scan', 'install', 'offline'];
const layout: readonly string[] = ['layout.fits'];
const isOfServer = ({ suite, devices }: CheckDefinition): boolean =>
  suite === 'security' && devices === 'none';
const isOfBrowser = ({ suite, id }: CheckDefinition): boolean =>
  ofBrowser.includes(suite) || layout.includes(id);

export type Side = 'server' | 'browser';

/** The words of `--only` by which mutants of one side are judged. */
export function mutationChecks(target: Target, side: Side): readonly string[] {
  const isElsewhere = side === 'server' ? isOfBrowser : isOfServer;
  return catalogue
    .filter(({ suite, profiles }) => suites.includes(suite) && profiles.includes('gate'))
    .filter((check) => !isElsewhere(check))
    .map(({ id }) => id)
    .filter((id) => {
      const capability = findCheck(id)?.capability;
      return capability === undefined || whyNotApplicable(target, capability) === undefined;
    });
}

/** Builds one mutant in a throw-away copy, asks of it until something is red, and writes what became of it. */
export async function proveMutation(
  log: ProofLog,
  mutation: Mutation,
  { request, seed, options }: { request: RunRequest; seed: string; options: PlayOptions },
): Promise<MutationRecord | undefined> {
  const startedAt = performance.now();
  const judged = await playJudged(
    { ...request, fault: faultOf(mutation) },
    { ...options, stopsAtFirst: true },
  );
  if (options.signal.aborted) return undefined;
  const { id, operator, what, file, line, diff } = mutation;
  const seen =
    'whyNot' in judged
      ? { outcome: 'not-built' as const, why: judged.whyNot, run: null }
      : judgeMutant(judged.verdict, controlledCells(log, placeOf(request)), judged.isLate);
  const record: MutationRecord = {
    kind: 'mutation',
    digest: log.digest,
    key: id,
    at: new Date().toISOString(),
    durationMs: Math.round(performance.now() - startedAt),
    ...{ seed, operator, what, file, line, diff: [...diff] },
    ...seen,
  };
  log.add(record);
  return record;
}

/** Killed by what is red and passed with nothing planted; open where it is not GO and nothing says why. */
export function judgeMutant(
  { checks, run }: Verdict,
  controlled: ReadonlySet<string>,
  isLate = false,
): Pick<MutationRecord, 'outcome' | 'why' | 'run'> {
  const of = (wanted: string): readonly string[] =>
    checks.filter((check) => check.outcome === wanted && controlled.has(cellOf(check))).map(cellOf);
  const red = of('fail');
  if (red.length > 0) return { outcome: 'killed', why: red.join(', '), run: run.id };
  const open = of('inconclusive');
  if (isLate) return { outcome: 'open', why: 'it took too long', run: run.id };
  if (open.length > 0) return { outcome: 'open', why: `not answered: ${open.join(', ')}`, run: run.id };
  return { outcome: 'survived', why: '', run: run.id };
}

/** A mutant is planted as a patched fault is; what it turns red, nobody said before. */
function faultOf({ id, what, file, line, patch }: Mutation): Fault {
  const sentence = `${what}: ${file}, line ${line}`;
  return { id, at: 'patch', what: sentence, turnsRed: [], bystander: '', patch: [patch] };
}
