import { cpus as processors } from 'node:os';
import { calibrate } from '../../load/calibration/calibrate.ts';
import { playStep, type StepOptions } from '../../load/capacity/play-step.ts';
import { parseMix, type LoadProgress } from '../../load/index.ts';
import { LoadError } from '../../load/load-error.ts';
import { signInAll } from '../../load/tokens.ts';
import type { CapacityCurve } from '../../reports/schema/capacity-report.ts';
import type { SqlClient } from '../../stack/clients/sql.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import { whyNotApplicable } from '../../targets/capabilities.ts';
import type { ChosenEngine } from '../choose-engine.ts';
import type { RunContext } from '../run-context.ts';
import { readRecords } from '../stages/load-people.ts';
import { reachOf } from '../stages/load-reach.ts';
import type { CapacityRequest } from './capacity-request.ts';
import { crowdFor, Sessions, type CrowdMember } from './crowd.ts';
import { settle } from './settle.ts';
import { UsageMeter } from './usage-meter.ts';
import { busyElsewhere, usedUp } from './used-up.ts';

/**
 * Where the system has all processors of the machine, the generator goes before it: what it takes from the system
 * makes the figure a lower bound, and a generator that waits makes it none. Only root may ask for that.
 */
const goFirst = 'import { setPriority } from "node:os"; try { setPriority(-10); } catch {}';
const nodeArguments = ['--import', `data:text/javascript,${encodeURIComponent(goFirst)}`];

export type Step = CapacityCurve['steps'][number];

export interface CurveOptions {
  readonly context: Pick<RunContext, 'id' | 'temporaryFolder' | 'signal' | 'report'>;
  readonly asked: Pick<CapacityRequest, 'load' | 'from' | 'most'>;
  readonly stack: StartedStack;
  readonly engine: ChosenEngine;
}

/** Plays a number of users on a calm system, as often as it is asked. */
export interface StepPlayer {
  play(users: number): Promise<Step>;
}

/** @throws LoadError where the generator cannot be calibrated. */
export async function openPlayer(options: CurveOptions, folder: string, sql: SqlClient): Promise<StepPlayer> {
  const { context, asked, stack } = options;
  const { load } = asked;
  const sessions = new Sessions(stack, load);
  const common = await commonOf(options, folder, sql);
  let played = 0;
  return {
    async play(users) {
      const crowd = crowdFor(load, users);
      const signIn = signInOf(crowd, sessions);
      const { signal } = context;
      // All of them before the clock starts, and then the system has done with that.
      await signInAll({ users, signIn, signal });
      const [first] = crowd;
      if (first !== undefined)
        await settle(stack, { role: first.role, token: await sessions.of(first) }, load.p95Ms.value);
      const meter = new UsageMeter(stack, sql);
      const ratePerUserPerS = load.ratePerUserPerS;
      context.report(`${users} users, ${(users * ratePerUserPerS).toFixed(0)} requests/s`);
      const step = await playStep(users, {
        ...common,
        planning: { ...common.planning, userRoles: crowd.map(({ role }) => role) },
        ratePerUserPerS,
        seed: `${context.id}-${(played += 1)}`,
        destination: {
          ...common.destination,
          ...reachOf(
            stack,
            crowd.map(({ address }) => address),
          ),
        },
        signIn,
        tokenLifetimeS: sessions.lifetimeS,
        onProgress: (progress) => {
          meter.tell(progress);
          if (isWorthALine(progress)) context.report(`  ${sayProgress(progress)}`);
        },
      }).catch((error: unknown) => unplayable(users, ratePerUserPerS, error));
      const usage = await meter.read();
      const up = usage === null ? null : usedUp(usage, stack.facts.shape?.cpus);
      const busy = usage === null || step.failsOn === null ? null : busyElsewhere(usage, processors().length);
      const judged = { ...step, invalid: step.invalid ?? busy };
      context.report(`${users} users: ${sayStep(judged, up)}`);
      return { ...judged, usage, usedUp: up, stalled: null };
    },
  };
}

type Common = Omit<StepOptions, 'ratePerUserPerS' | 'seed' | 'signIn'>;

/** What all steps of a stack have in common. */
async function commonOf(
  { context, asked, stack, engine: chosen }: CurveOptions,
  folder: string,
  sql: SqlClient,
): Promise<Common> {
  const { load, from } = asked;
  const { target, facts, access } = stack;
  const { signal, id: seed } = context;
  const k6 = chosen.k6 === undefined ? {} : { k6: chosen.k6 };
  const engine = { engine: chosen.engine, nodeArguments, ...k6 };
  const limits = { p95Ms: load.p95Ms.value, errorRate: load.errorShare.value };
  const ratePerSecond = Math.max(from, load.users) * load.ratePerUserPerS;
  const isCalibrated = chosen.engine !== 'autocannon';
  if (isCalibrated) context.report('calibrating the generator on known delays');
  const calibrated = { folder, ratePerSecond, p95LimitMs: limits.p95Ms, seed, signal, ...engine };
  return {
    ...(isCalibrated ? { calibration: await calibrate(calibrated) } : {}),
    planning: {
      name: target.name,
      mix: parseMix(load.mix),
      records: await readRecords(load, sql, folder),
    },
    destination: {
      origin: `https://${facts.hostName}`,
      address: facts.front.host,
      port: facts.front.httpsPort,
      ca: access.caPem,
    },
    requirements: { writeShare: 0.2, uploads: whyNotApplicable(target, 'photos') === undefined },
    limits,
    folder,
    signal,
    ...engine,
  };
}

function signInOf(crowd: readonly CrowdMember[], sessions: Sessions): (user: number) => Promise<string> {
  return async (user) => {
    const member = crowd[user];
    return member === undefined ? '' : await sessions.of(member);
  };
}

/** A number of users that no plan can be made for says nothing; anything else that ends a step ends the search. */
function unplayable(
  users: number,
  ratePerUserPerS: number,
  error: unknown,
): Awaited<ReturnType<typeof playStep>> {
  if (!(error instanceof LoadError) || !['plan-invalid', 'too-few-records'].includes(error.code)) throw error;
  return {
    ...{ users, ratePerSecond: users * ratePerUserPerS, n: 0, p50Ms: null, p95Ms: null, errorRate: 0 },
    ...{ fails: [], failsOn: null, invalid: error.message, generatorCpuShare: 0 },
  };
}

/** A step has many seconds, a search many steps, and sessions are handed on. */
function isWorthALine({ phase, elapsedS, expectedS = Infinity }: LoadProgress): boolean {
  if (phase !== 'warm-up' && phase !== 'measured') return false;
  const second = Math.round(elapsedS);
  return second % 5 === 0 || second >= expectedS;
}

function sayProgress({ phase, elapsedS, expectedS, latest }: LoadProgress): string {
  const of = expectedS === undefined ? '' : ` of ${expectedS.toFixed(0)}`;
  return `${phase} ${elapsedS.toFixed(0)}${of} s: ${latest}`;
}

function sayStep(
  { p95Ms, errorRate, failsOn, invalid }: Awaited<ReturnType<typeof playStep>>,
  up: string | null,
): string {
  const p95 = p95Ms === null ? '–' : `${p95Ms.toFixed(0)} ms`;
  const figures = `p95 ${p95}, errors ${(errorRate * 100).toFixed(2)} %`;
  return `${figures}: ${invalid ?? failsOn ?? 'held'}${up === null ? '' : ` (${up})`}`;
}
