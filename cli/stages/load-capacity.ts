import { mkdirSync } from 'node:fs';
import { cpus as processors } from 'node:os';
import { join } from 'node:path';
import { judgeStep } from '../../load/capacity/judge-step.ts';
import { parseMix, runLoad, type Judgement, type LoadResult } from '../../load/index.ts';
import { signInAll } from '../../load/tokens.ts';
import { openSql } from '../../stack/clients/sql.ts';
import type { StackFacts } from '../../stack/facts.ts';
import { StackError } from '../../stack/stack-error.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import { whyNotApplicable } from '../../targets/capabilities.ts';
import { isNotApplicable } from '../../targets/schema/common.ts';
import type { Load } from '../../targets/schema/limits.ts';
import { crowdFor, Sessions } from '../capacity/crowd.ts';
import { settle } from '../capacity/settle.ts';
import type { StepUsage } from '../capacity/step-usage.ts';
import { UsageMeter } from '../capacity/usage-meter.ts';
import { busyElsewhere, hadNoRoom } from '../capacity/used-up.ts';
import type { ChosenEngine } from '../choose-engine.ts';
import type { RunContext } from '../run-context.ts';
import { doubted } from './doubted.ts';
import { fidelityOf } from './fidelity-of.ts';
import { readRecords } from './load-people.ts';
import { noteLoad, reachOf } from './load-reach.ts';

const warmUpS = 3;
/** A share of errors of 0.1 % is ruled out by so many requests without one. */
const leastRequests = 4_000;
const leastS = 15;
const least = { overall: leastRequests * 0.95, endpoint: 200, closed: 900 };

/** Whether the profile asks for it, or somebody does by name: it takes a minute that the gate has not. */
export function wantsCapacity(context: RunContext): boolean {
  const { target, profile, only } = context.request;
  if (whyNotApplicable(target, 'capacity') !== undefined) return false;
  return (profile === 'acceptance' || only.length > 0) && context.wants(['load.capacity']);
}

/**
 * Plays as many users as the system must hold to spare, at the rate of the target's own, and judges them as the load
 * is judged: by bounds. Only whether so many are held; how many there may be is what `golive capacity` finds.
 */
export async function playCapacity(
  context: RunContext,
  stack: StartedStack,
  load: Load,
  chosen: ChosenEngine,
): Promise<void> {
  if (isNotApplicable(load.capacity)) return;
  if (!stack.access.sql) throw new StackError('unsupported', 'capacity: expected SQL access for records');
  await using sql = openSql(stack.access.sql);
  const { users } = load.capacity;
  const folder = join(context.temporaryFolder, 'load-capacity');
  mkdirSync(folder, { recursive: true });
  noteLoad(stack);
  const people = peopleOf(stack, load, users);
  const { signIn, crowd } = people;
  const limits = { p95Ms: load.p95Ms.value, errorRate: load.errorShare.value };
  context.report(`${users} users, whom the system must hold to spare: signing them in`);
  const [token = ''] = await signInAll({ users, signIn, signal: context.signal });
  await settle(stack, { role: crowd[0]?.role ?? '', token }, limits.p95Ms);
  const ratePerSecond = users * load.ratePerUserPerS;
  const { engine, k6 } = chosen;
  const meter = new UsageMeter(stack, sql);
  const result = await runLoad({
    planning: {
      name: stack.target.name,
      mix: parseMix(load.mix),
      users,
      userRoles: crowd.map(({ role }) => role),
      ratePerSecond,
      warmUpS,
      plannedRequests: Math.max(leastRequests, Math.ceil(ratePerSecond * leastS)),
      extension: true,
      seed: `${context.id}-capacity`,
      records: await readRecords(load, sql, folder),
    },
    destination: people.destination,
    requirements: { writeShare: 0.2, uploads: whyNotApplicable(stack.target, 'photos') === undefined },
    signIn,
    engine,
    ...(k6 === undefined ? {} : { k6 }),
    tokenLifetimeS: people.tokenLifetimeS,
    limits,
    least,
    folder,
    signal: context.signal,
    onProgress: (progress) => {
      meter.tell(progress);
      const { phase, elapsedS, latest } = progress;
      if (phase !== 'sign-in') context.report(`${phase} ${elapsedS.toFixed(0)} s: ${latest}`);
    },
  });
  const usage = await meter.read();
  writeCapacity(context, load.capacity, judgementsOf(result, usage, stack.facts.shape?.cpus), stack.facts);
}

/** Who they are, and how they reach the system. */
function peopleOf(stack: StartedStack, load: Load, users: number) {
  const { facts, access } = stack;
  const crowd = crowdFor(load, users);
  const sessions = new Sessions(stack, load);
  const addresses = crowd.map(({ address }) => address);
  return {
    crowd,
    tokenLifetimeS: sessions.lifetimeS,
    signIn: async (user: number): Promise<string> => {
      const member = crowd[user];
      return member === undefined ? '' : await sessions.of(member);
    },
    destination: {
      origin: `https://${facts.hostName}`,
      address: facts.front.host,
      port: facts.front.httpsPort,
      ca: access.caPem,
      ...reachOf(stack, addresses),
    },
  };
}

type Wanted = Exclude<Load['capacity'], { notApplicable: string }>;

function writeCapacity(
  context: RunContext,
  wanted: Wanted,
  judgements: readonly Judgement[],
  facts: StackFacts,
): void {
  const { outcome, reason, decisive } = judgeCapacity(wanted, judgements, facts.shape?.name);
  context.observe('main', {
    check: 'load.capacity',
    operator: '<',
    expected: decisive?.limit ?? 0,
    actual: decisive?.actual ?? null,
    unit: decisive?.unit ?? '',
    limit: decisive?.limit ?? 0,
    n: decisive?.n ?? 0,
    interval:
      decisive?.lower === undefined || decisive.upper === undefined ? null : [decisive.lower, decisive.upper],
    outcome,
    reason,
    fidelity: fidelityOf(context),
  });
}

/**
 * A run judged by what the machine had to give it: where others had it, a generator that was late proves nothing; and
 * where the planned server (`cpus`) never had its own processors, nor does a limit that was passed.
 */
export function judgementsOf(
  result: LoadResult,
  usage: StepUsage | null,
  cpus: number | undefined,
): readonly Judgement[] {
  const isCalm = usage !== null && busyElsewhere(usage, processors().length) === null;
  const judged = isCalm ? beyondDoubt(result) : result.judgements;
  const noRoom = usage === null || cpus === undefined ? null : hadNoRoom(usage, cpus);
  return judged.map((each) => doubted(each, noRoom));
}

/**
 * The judgements of a run; where its generator was late, what the system was over its limit by more than that has
 * failed all the same: more than the server holds is what makes a machine late that they share. It has to be so in most
 * seconds: a queue that the first of them left, and that was worked off, is no server that holds too little. To be asked
 * only where nobody else had the machine.
 */
export function beyondDoubt(result: LoadResult): readonly Judgement[] {
  const { invalid, failsOn } = judgeStep(result);
  const [first] = result.judgements;
  const isSure = result.invalid.length > 0 && invalid === null && isOverInMostSeconds(result);
  if (!isSure || failsOn === null || first === undefined) return result.judgements;
  const late = result.invalid.map(({ reason }) => reason).join('; ');
  return [{ ...first, outcome: 'fail', reason: `${failsOn}, by more than the generator was late (${late})` }];
}

function isOverInMostSeconds({ timeSeries, limits }: Pick<LoadResult, 'timeSeries' | 'limits'>): boolean {
  const seconds = timeSeries.filter(({ phase }) => phase === 'measured');
  const over = seconds.filter(({ p95Ms, ok }) => ok === 0 || (p95Ms ?? 0) > limits.p95Ms);
  return over.length > seconds.length / 2;
}

/** The worst judgement decides; users who are held elsewhere than on the planned server prove nothing of that one. */
export function judgeCapacity(
  { users, shape }: Pick<Wanted, 'users' | 'shape'>,
  judgements: readonly Judgement[],
  on: string | undefined,
): Pick<Judgement, 'outcome' | 'reason'> & { readonly decisive: Judgement | undefined } {
  const rank = { fail: 0, inconclusive: 1, pass: 2 } as const;
  const decisive = judgements.toSorted((a, b) => rank[a.outcome] - rank[b.outcome])[0];
  const outcome = decisive?.outcome ?? 'inconclusive';
  if (outcome !== 'pass') {
    const why = decisive === undefined ? 'nothing was measured' : `${decisive.subject}: ${decisive.reason}`;
    return { outcome, reason: `${users} users: ${why}`, decisive };
  }
  if (shape === undefined || shape === on) return { outcome, reason: '', decisive };
  const where = on === undefined ? 'a stack that is held to no shape' : `a server of shape ${on}`;
  const reason = `${users} users are held, but on ${where}: the planned server is asked by --shape ${shape}`;
  return { outcome: 'inconclusive', reason, decisive };
}
