import type { Calibration } from './calibration/calibrate.ts';
import type { WriteCount } from './count-writes.ts';
import type { EngineName } from './engines/engine.ts';
import type { FailureDetail } from './engines/messages.ts';
import type { Outcome } from './engines/samples.ts';
import type { Figures } from './statistics/figures.ts';
import type { Judgement, LoadLimits } from './statistics/judge.ts';
import type { PlayedStage } from './statistics/judge-stages.ts';
import type { Second, WorstWindow } from './statistics/time-series.ts';
import type { GeneratorFigures, Invalid, RateReached } from './statistics/validity.ts';

/** One endpoint's figures with what the plan says of it. */
export interface EndpointResult extends Figures {
  method: string;
  path: string;
  write: boolean;
  upload: boolean;
  /** Whether it had requests enough to be judged by itself. */
  judged: boolean;
}

/** A picture for the report: inline SVG, no script. */
export interface Plot {
  name: 'p95-over-time' | 'percentile-curve' | 'endpoint-bars';
  title: string;
  svg: string;
}

/** The same requests by users who wait for each answer and think: what they see, where a stall hides from them. */
export interface ClosedResult {
  users: number;
  thinkTimeS: number;
  /** Requests meant to be judged. */
  planned: number;
  overall: Figures;
  endpoints: Figures[];
}

/** All that a load run found, ready to become evidence. */
export interface LoadResult {
  engine: EngineName;
  plan: {
    name: string;
    seed: string;
    /** Begins every unique value that the run wrote. */
    marker: string;
    users: number;
    ratePerSecond: number;
    /** Requests meant to be judged, extension included where it was played. */
    plannedRequests: number;
    extended: boolean;
    /** Shares of the requests planned, 0 to 1. */
    writeShare: number;
    uploadShare: number;
  };
  limits: LoadLimits;
  overall: Figures;
  endpoints: EndpointResult[];
  /** Where the rate climbs and falls: the stretches at its full height by themselves. */
  fullLoad?: Figures;
  /** What was played by arrival rate, stage for stage; of the extension nothing. */
  stages: PlayedStage[];
  closed?: ClosedResult;
  errors: { byOutcome: Record<Outcome, number>; details: FailureDetail[] };
  rate: RateReached;
  generator: GeneratorFigures;
  timeSeries: Second[];
  worstWindow?: WorstWindow;
  /** Left out where the engine judges no latency. */
  calibration?: Calibration;
  writes: WriteCount[];
  /** Why nothing may be judged; empty for a valid run. */
  invalid: Invalid[];
  judgements: Judgement[];
  plots: Plot[];
}
