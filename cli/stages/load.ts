import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  measureThroughput,
  runLoad,
  wasLate,
  type LoadProgress,
  type LoadResult,
  type LoadRunOptions,
} from '../../load/index.ts';
import { LoadError } from '../../load/load-error.ts';
import { lostWhile, whyLoadIsOpen } from '../../stack/box-share.ts';
import { headersFor } from '../../stack/clients/session.ts';
import { openSql, type SqlClient } from '../../stack/clients/sql.ts';
import { systemFailure } from '../../stack/clients/unexpected-answer.ts';
import { StackError } from '../../stack/stack-error.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import { applicable, whyNotApplicable } from '../../targets/capabilities.ts';
import type { Load } from '../../targets/schema/limits.ts';
import { chooseEngine, type ChosenEngine } from '../choose-engine.ts';
import type { RunContext } from '../run-context.ts';
import { fidelityOf } from './fidelity-of.ts';
import { playDistributed } from './load-distributed.ts';
import { signInUser } from './load-people.ts';
import { sayFirst, whyOnceMore, type MeasuredLoad } from './load-once-more.ts';
import { loadPlanOf } from './load-plan.ts';
import { playCapacity, wantsCapacity } from './load-capacity.ts';
import { writeJudgements } from './load-judgements.ts';
import { noteLoad, reachOf } from './load-reach.ts';
import { wantsStages, writeStages } from './load-stages.ts';
import { watchStatements } from './load-statements.ts';
import { ownTimeOf } from './own-time.ts';
import { reviveIfDown } from './revive.ts';
import type { Stage } from './stage.ts';

const rawSeconds = 1;

/** Fewer of the writes than this acknowledged, and what was kept of them says little of what would be. */
const leastAcknowledged = 0.5;

/** What was acknowledged is there: of every load that was played, also of one that proved nothing else. */
async function writeKept(
  context: RunContext,
  load: Load,
  played: readonly [LoadResult, ...LoadResult[]],
  sql: SqlClient,
): Promise<void> {
  const writes = played.flatMap((result) => result.writes);
  const count = (of: 'sent' | 'acknowledged' | 'uncertain') =>
    writes.reduce((sum, write) => sum + write[of], 0);
  const [sent, acknowledged, uncertain] = [count('sent'), count('acknowledged'), count('uncertain')];
  // The first one's marker is the beginning of the others'.
  const { marker } = played[0].plan;
  const stored = Number((await sql.query(load.writesQuery, [`%${marker}-%`]))[0]?.['n'] ?? 0);
  const wrong =
    stored < acknowledged
      ? `${acknowledged - stored} acknowledged writes are not in the database`
      : stored > acknowledged + uncertain
        ? `${stored - acknowledged - uncertain} rows more than were sent`
        : '';
  const few = acknowledged < sent * leastAcknowledged || acknowledged === 0;
  context.observe('main', {
    check: 'load.writes-kept',
    expected: `${acknowledged} to ${acknowledged + uncertain}`,
    actual: stored,
    unit: 'rows',
    n: acknowledged,
    outcome: wrong !== '' ? 'fail' : few ? 'inconclusive' : 'pass',
    reason: wrong || (few ? `only ${acknowledged} of ${sent} writes were acknowledged` : ''),
    fidelity: fidelityOf(context),
  });
}

/** Raw throughput of one cheap request: printed beside the figures, judged by nobody. */
async function measureRaw(context: RunContext, stack: StartedStack, load: Load) {
  const { facts, access, target } = stack;
  const [first] = load.people;
  const token = await signInUser(stack, load, (first?.from ?? 1) - 1);
  context.report(`raw throughput of ${target.signIn.whoAmI.path}, ${rawSeconds} s`);
  const measured = await measureThroughput({
    destination: {
      origin: `https://${facts.hostName}`,
      address: facts.front.host,
      port: facts.front.httpsPort,
      ca: access.caPem,
      ...reachOf(stack, []),
    },
    path: target.signIn.whoAmI.path,
    headers: { ...headersFor(target, first?.role ?? '', token) },
    durationS: rawSeconds,
    signal: context.signal,
  });
  return { path: target.signIn.whoAmI.path, ...measured };
}

async function play(
  context: RunContext,
  stack: StartedStack,
  load: Load,
  { engine, k6 }: ChosenEngine,
): Promise<void> {
  const folder = join(context.temporaryFolder, 'load');
  mkdirSync(folder, { recursive: true });
  if (!stack.access.sql)
    throw new StackError('unsupported', 'load: expected SQL access for records and writes');
  await using sql = openSql(stack.access.sql);
  if (context.request.distributed !== undefined) {
    const played = await playDistributed(context, stack, load, sql);
    if (!played) return;
    writeRows(context, load, { result: played, doubt: undefined });
    await writeKept(context, load, [played], sql);
    return;
  }
  noteLoad(stack);
  const plan = await loadPlanOf(context, stack, load, { sql, folder });
  const statements = await watchStatements(context, stack);
  const playOnce = async (part: string, more: Partial<typeof plan>): Promise<MeasuredLoad> => {
    const own = join(folder, part);
    mkdirSync(own, { recursive: true });
    return await playLoad(context, stack, {
      ...{ ...plan, ...more, folder: own, engine },
      ...(k6 === undefined ? {} : { k6 }),
    });
  };
  const first = await playOnce('first', {});
  const why = context.request.load.profile === 'gate' ? whyOnceMore(first) : undefined;
  if (why !== undefined) {
    context.report(`the load is played once more, since the first one proved nothing: ${why}`);
    await statements.restart();
  }
  const again = { planning: { ...plan.planning, seed: `${context.id}-again` } };
  const last = why === undefined ? first : await playOnce('again', again);
  const { result, doubt } = last;
  if (doubt !== undefined) context.report(doubt);
  await statements.write({
    isStarved:
      wasLate(result.generator, result.limits.p95Ms) || result.invalid.some(({ code }) => code === 'starved'),
    served: result.overall.ok / Math.max(1, result.overall.n),
  });
  const file = join(context.runFolder, 'load.json');
  const written = { ...result, ...(why === undefined ? {} : { earlier: sayFirst(why, first.result) }) };
  writeFileSync(file, JSON.stringify(written, null, 1));
  writeRows(context, load, last);
  await writeKept(context, load, last === first ? [first.result] : [first.result, result], sql);
  // autocannon has just said what throughput there is.
  if (engine === 'autocannon') return;
  try {
    const throughput = await measureRaw(context, stack, load);
    writeFileSync(file, JSON.stringify({ ...written, throughput }, null, 1));
  } catch (error) {
    // Judged by nobody, and a system that the load has brought down gives none.
    context.report(`no raw throughput: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Plays it, and says whether this machine was lent to others meanwhile. */
async function playLoad(
  context: RunContext,
  stack: StartedStack,
  options: Omit<LoadRunOptions, 'onProgress' | 'nodeArguments'>,
): Promise<MeasuredLoad> {
  const generator = context.request.fault?.generator;
  const { done, lost } = await lostWhile(ownTimeOf(stack), () =>
    runLoad({
      ...options,
      onProgress: tell(context),
      ...(generator ? { nodeArguments: generator.nodeArguments } : {}),
    }),
  );
  // What is deployed elsewhere has a machine of its own.
  return { result: done, doubt: stack.attached === undefined ? whyLoadIsOpen(lost) : undefined };
}

function writeRows(context: RunContext, load: Load, { result, doubt }: MeasuredLoad): void {
  writeJudgements(context, result, doubt);
  writeStages(context, load, result, doubt);
}

/** A line of progress: the phase, how far it is, and the last thing seen. */
function tell(context: RunContext) {
  return ({ phase, elapsedS, expectedS, latest }: LoadProgress): void => {
    const of = expectedS === undefined ? '' : ` of ${expectedS.toFixed(0)}`;
    context.report(`${phase} ${elapsedS.toFixed(0)}${of} s: ${latest}`);
  };
}

/** People who cannot even log in are errors of the system, not a load that could not be tried. */
export function writeSignInFailure(context: Pick<RunContext, 'main' | 'observe'>, error: unknown): void {
  const cause = error instanceof LoadError && error.code === 'sign-in-failed' ? error.cause : undefined;
  const failure = cause instanceof Error ? systemFailure(`${cause.name}: ${cause.message}`) : undefined;
  if (failure === undefined) return;
  context.observe('main', {
    check: 'load.errors',
    expected: 'every person of the load is let in',
    actual: failure,
    outcome: 'fail',
    reason: `nobody worked: ${failure}`,
    fidelity: fidelityOf(context),
  });
}

/** Execution segments are k6's. */
const engineOf = ({ request }: RunContext) =>
  request.distributed === undefined ? request.load.engine : 'k6';

/** Users at the rate that the target states, alone on the box. */
export const loadStage: Stage = {
  name: 'load',
  summary:
    'calibrates the generator, then plays the target’s mix by users who wait and think, and from the intended start',
  writes: 'marked records through the API, in the stack of this run',
  budgetMs: 80_000,
  deadlineMs: 300_000,
  // As many users as must be held to spare are played after those of the plan.
  inAcceptance: { budgetMs: 140_000, deadlineMs: 480_000 },
  // Twenty minutes by arrival rate, twenty by users who wait, who may take half as long again.
  inRamp: { budgetMs: 2_600_000, deadlineMs: 3_600_000 },
  suites: ['load'],
  isAlone: true,
  async run(context) {
    const ofLoad = ['load.p95', 'load.errors', 'load.writes-kept', 'statements.fast'];
    const isAsked = context.wants(ofLoad) || wantsStages(context);
    if (!isAsked && !wantsCapacity(context)) return;
    const stack = context.main;
    if (!stack) throw new StackError('not-ready', 'expected the stack to be up, it is not');
    if (whyNotApplicable(stack.target, 'load') !== undefined) return;
    const load = applicable(stack.target.load, 'load');
    const chosen = await chooseEngine(engineOf(context), load.users * load.ratePerUserPerS);
    context.report(`engine ${chosen.engine}${chosen.why === undefined ? '' : `: ${chosen.why}`}`);
    // A hundred people of whom none is let in would say nothing of how many are held.
    if (stack.attached === undefined) await reviveIfDown(context, stack);
    try {
      if (isAsked) await play(context, stack, load, chosen);
      if (wantsCapacity(context)) await playCapacity(context, stack, load, chosen);
    } catch (error) {
      writeSignInFailure(context, error);
      throw error;
    }
  },
};
