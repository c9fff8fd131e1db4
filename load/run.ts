import { assertAllowed, type LoadDestination } from './allowed-host.ts';
import { assembleResult } from './assemble-result.ts';
import { calibrate, type Calibration } from './calibration/calibrate.ts';
import { assertRepresentative, parseMix, type MixRequirements } from './mix.ts';
import type { PlayProgress } from './engines/messages.ts';
import { playOpenLoop, type Played } from './engines/play-in-child.ts';
import { writePlan } from './plan-files.ts';
import type { FeedLine, LoadPlan } from './plan.ts';
import { planLoad, type PlanInput } from './planner.ts';
import type { LoadResult } from './result.ts';
import type { LeastCounts, LoadLimits } from './statistics/judge.ts';
import { signInAll, type SignIn } from './tokens.ts';

/** What the run is doing, for whoever waits for it. */
export interface LoadProgress {
  phase: 'sign-in' | 'calibration' | 'warm-up' | 'measured' | 'extension' | 'figures';
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

const GATE_LEAST: LeastCounts = { overall: 5000, endpoint: 300 };
const GATE_REQUIREMENTS: MixRequirements = { writeShare: 0.2, uploads: true };

/**
 * Plans, signs in, calibrates, plays, plays the one extension where the bounds do not decide, and judges.
 * @throws LoadError where nothing could be measured; a run that measured and proves nothing is a result.
 */
export async function runLoad(options: LoadRunOptions): Promise<LoadResult> {
  const { destination, planning, folder } = options;
  assertAllowed(destination.address, destination.allowedHosts);
  assertRepresentative(parseMix(planning.mix), options.requirements ?? GATE_REQUIREMENTS);
  const { plan, feed } = planLoad({ ...planning, origin: destination.origin });
  await writePlan(folder, plan, feed);
  const tokens = await signInUsers(plan, options);
  const calibration = options.calibration ?? (await calibrateBox(plan, options));
  const parts = [await playPart(plan, 1, tokens, options)];
  const first = assemble(plan, feed, parts, calibration, options);
  const undecided = first.judgements.some((judgement) => judgement.needsMore);
  if (!undecided || planning.extension !== true || first.invalid.length > 0) return first;
  parts.push(await playPart(plan, 2, tokens, options));
  return assemble(plan, feed, parts, calibration, options);
}

function assemble(
  plan: LoadPlan,
  feed: readonly FeedLine[],
  parts: readonly Played[],
  calibration: Calibration,
  options: LoadRunOptions,
): LoadResult {
  options.onProgress?.({
    phase: 'figures',
    elapsedS: 0,
    latest: `${parts.length} of at most 2 parts played`,
  });
  const { limits, least = GATE_LEAST } = options;
  return assembleResult({ plan, feed, parts, calibration, limits, least });
}

async function signInUsers(plan: LoadPlan, options: LoadRunOptions): Promise<string[]> {
  const startedAt = performance.now();
  return signInAll({
    users: plan.users,
    signIn: options.signIn,
    signal: options.signal,
    onProgress: (signedIn) => {
      const elapsedS = (performance.now() - startedAt) / 1000;
      options.onProgress?.({
        phase: 'sign-in',
        elapsedS,
        latest: `${signedIn} of ${plan.users} users signed in`,
      });
    },
  });
}

async function calibrateBox(plan: LoadPlan, options: LoadRunOptions): Promise<Calibration> {
  return calibrate({
    folder: options.folder,
    ratePerSecond: Math.max(...plan.stages.map((stage) => stage.toPerSecond)),
    p95LimitMs: options.limits.p95Ms,
    seed: plan.seed,
    signal: options.signal,
    onProgress: ({ elapsedS, expectedS, ...rest }) => {
      options.onProgress?.({ phase: 'calibration', elapsedS, expectedS, latest: describe(rest) });
    },
    ...(options.nodeArguments === undefined ? {} : { nodeArguments: options.nodeArguments }),
  });
}

async function playPart(
  plan: LoadPlan,
  part: number,
  tokens: readonly string[],
  options: LoadRunOptions,
): Promise<Played> {
  return playOpenLoop({
    folder: options.folder,
    plan,
    part,
    destination: options.destination,
    tokens,
    signal: options.signal,
    onProgress: ({ elapsedS, expectedS, phase, ...rest }) => {
      options.onProgress?.({
        phase: part > 1 ? 'extension' : phase,
        elapsedS,
        expectedS,
        latest: describe(rest),
      });
    },
    ...(options.nodeArguments === undefined ? {} : { nodeArguments: options.nodeArguments }),
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
