import { assertAllowed, type LoadDestination } from './allowed-host.ts';
import { assembleResult, type RunRecord } from './assemble-result.ts';
import { calibrate, type Calibration } from './calibration/calibrate.ts';
import { assertRepresentative, parseMix, type MixRequirements } from './mix.ts';
import { engines, type EngineName } from './engines/engine.ts';
import type { PlayProgress } from './engines/messages.ts';
import { playPart, type Played } from './engines/play-part.ts';
import { writePlan } from './plan-files.ts';
import type { LoadPlan } from './plan.ts';
import { planLoad, type PlanInput } from './planner.ts';
import type { LoadResult } from './result.ts';
import type { LeastCounts, LoadLimits } from './statistics/judge.ts';
import { stagesOf } from './schedule.ts';
import { CLOSED_PART } from './stages-for.ts';
import { Renewals, signInAll, type SignIn } from './tokens.ts';

/** What the run is doing, for whoever waits for it. */
export interface LoadProgress {
  phase: 'sign-in' | 'calibration' | 'closed model' | 'warm-up' | 'measured' | 'extension' | 'figures';
  elapsedS: number;
  /** How long the phase is meant to take, s; undefined where nobody knows. */
  expectedS?: number;
  /** The last thing seen, in words. */
  latest: string;
}

export interface LoadRunOptions {
  /** What to send; users, rate and length. The origin is the destination's. */
  planning: Omit<PlanInput, 'origin'>;
  destination: LoadDestination;
  signIn: SignIn;
  /** What plays the plan; the built-in driver unless said otherwise. */
  engine?: EngineName;
  /** The k6 that is run, where k6 plays. */
  k6?: string;
  /** How long a token is good for; without it none is renewed. */
  tokenLifetimeS?: number;
  limits: LoadLimits;
  /** Where plan, feed and samples are written. */
  folder: string;
  /** Made just before by a stage of its own; without it the run calibrates first. */
  calibration?: Calibration;
  /** Least counts, for runs shorter than the gate's. */
  least?: LeastCounts;
  /** What the mix must hold; a gate's by default. */
  requirements?: MixRequirements;
  onProgress?: (progress: LoadProgress) => void;
  signal?: AbortSignal;
  /** Arguments for the driver's Node: the seam of the faults of the generator. */
  nodeArguments?: readonly string[];
}

/** What the gate asks of a run before its figures mean anything. */
export const GATE_LEAST: LeastCounts = { overall: 5000, endpoint: 300, closed: 900 };
export const GATE_REQUIREMENTS: MixRequirements = { writeShare: 0.2, uploads: true };

/**
 * Plans, signs in, calibrates, plays, plays the one extension where the bounds do not decide, and judges. Users
 * who wait and think come first: the run by arrival rate then meets a warm system.
 * @throws LoadError where nothing could be measured; a run that measured and proves nothing is a result.
 */
export async function runLoad(options: LoadRunOptions): Promise<LoadResult> {
  const { destination, planning, folder, engine = 'builtin' } = options;
  assertAllowed(destination.address, destination.allowedHosts);
  assertRepresentative(parseMix(planning.mix), options.requirements ?? GATE_REQUIREMENTS);
  const { plan, feed } = planLoad({ ...planning, origin: destination.origin });
  await writePlan(folder, plan, feed);
  const tokens = await signInUsers(plan, options);
  const { tokenLifetimeS, signIn } = options;
  const renewals =
    tokenLifetimeS === undefined ? {} : { renewals: new Renewals(tokens, tokenLifetimeS, signIn) };
  const calibration = options.calibration ?? (await calibrateBox(plan, options));
  const play = (part: number) => playOne(plan, part, { ...options, tokens, ...renewals });
  const hasClosed = stagesOf(plan, CLOSED_PART).length > 0 && engines[engine].judgesLatency;
  const closed = hasClosed ? await play(CLOSED_PART) : undefined;
  const parts = [await play(1)];
  const found = () => assemble({ plan, feed, parts, closed, calibration }, options);
  const first = found();
  const undecided = first.judgements.some((judgement) => judgement.needsMore);
  if (!undecided || planning.extension !== true || first.invalid.length > 0) return first;
  parts.push(await play(2));
  return found();
}

function assemble(
  played: Pick<RunRecord, 'plan' | 'feed' | 'parts' | 'closed' | 'calibration'>,
  options: LoadRunOptions,
): LoadResult {
  const latest = `${played.parts.length} of at most 2 parts played`;
  options.onProgress?.({ phase: 'figures', elapsedS: 0, latest });
  const { limits, least = GATE_LEAST, engine = 'builtin' } = options;
  return assembleResult({ ...played, limits, least, engine });
}

async function signInUsers(plan: LoadPlan, options: LoadRunOptions): Promise<string[]> {
  const startedAt = performance.now();
  return signInAll({
    users: plan.users,
    signIn: options.signIn,
    signal: options.signal,
    onProgress: (signedIn) => {
      // Each line of a log is read by somebody: ten of them tell how far it is.
      if (signedIn < plan.users && signedIn % Math.ceil(plan.users / 10) !== 0) return;
      const elapsedS = (performance.now() - startedAt) / 1000;
      options.onProgress?.({
        phase: 'sign-in',
        elapsedS,
        latest: `${signedIn} of ${plan.users} users signed in`,
      });
    },
  });
}

/** Only what will judge latency is tried on known delays. */
async function calibrateBox(plan: LoadPlan, options: LoadRunOptions): Promise<Calibration | undefined> {
  if (!engines[options.engine ?? 'builtin'].judgesLatency) return undefined;
  return calibrate({
    ...playedBy(options),
    folder: options.folder,
    ratePerSecond: Math.max(...plan.stages.map((stage) => stage.toPerSecond)),
    p95LimitMs: options.limits.p95Ms,
    seed: plan.seed,
    signal: options.signal,
    onProgress: ({ elapsedS, expectedS, ...rest }) => {
      options.onProgress?.({ phase: 'calibration', elapsedS, expectedS, latest: describe(rest) });
    },
  });
}

/** What plays, as calibration and run have it in common. */
function playedBy({ engine, k6, nodeArguments }: LoadRunOptions) {
  return {
    ...(engine === undefined ? {} : { engine }),
    ...(k6 === undefined ? {} : { k6 }),
    ...(nodeArguments === undefined ? {} : { nodeArguments }),
  };
}

async function playOne(
  plan: LoadPlan,
  part: number,
  options: LoadRunOptions & { tokens: readonly string[]; renewals?: Renewals },
): Promise<Played> {
  const { folder, destination, tokens, renewals, signal } = options;
  return playPart({
    ...playedBy(options),
    ...(renewals === undefined ? {} : { renewals }),
    folder,
    plan,
    part,
    destination,
    tokens,
    signal,
    onProgress: ({ elapsedS, expectedS, phase, ...rest }) => {
      const named = part === CLOSED_PART ? 'closed model' : part > 1 ? 'extension' : phase;
      options.onProgress?.({ phase: named, elapsedS, expectedS, latest: describe(rest) });
    },
  });
}

function describe(progress: Omit<PlayProgress, 'elapsedS' | 'expectedS' | 'phase'>): string {
  const { sent, failed, limited, dropped, inFlight, recentP95Ms } = progress;
  const p95 = recentP95Ms === undefined ? 'no answer yet' : `p95 ${recentP95Ms.toFixed(0)} ms`;
  const wrong = [
    `${failed} failed`,
    ...(limited > 0 ? [`${limited} limited`] : []),
    ...(dropped > 0 ? [`${dropped} dropped`] : []),
  ];
  return `${sent} sent, ${p95}, ${wrong.join(', ')}, ${inFlight} in flight`;
}
