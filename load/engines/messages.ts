import type { LoadDestination } from '../allowed-host.ts';
import type { LoadErrorCode } from '../load-error.ts';
import type { Phase } from '../plan.ts';
import type { Outcome } from './samples.ts';

/** What the driver's process is asked to play. Tokens come by message, so that none is written to disk. */
export interface PlayJob {
  /** Holds plan.json and feed.jsonl. */
  folder: string;
  part: number;
  samplesFile: string;
  destination: LoadDestination;
  tokens: readonly string[];
  /** The k6 that is run, where k6 plays. */
  k6?: string;
  /** Tokens are renewed while it plays: an engine that is not told so asks again after this long. */
  tokenLeaseS?: number;
  /** The driver gives up by itself after this long. */
  watchdogMs: number;
}

/** The generator's own health while it measured. */
export interface GeneratorHealth {
  /** Event-loop lag, timer resolution taken off, in ms. */
  lagP99Ms: number;
  lagMaxMs: number;
  /** CPU used, as a share of one core. */
  cpuShare: number;
  cpuMs: number;
  peakRssMb: number;
}

/** One answer that was not right, kept so that a reader can see what came back. */
export interface FailureDetail {
  sequence: number;
  name: string;
  outcome: Outcome;
  status: number;
  expected: string;
  actual: string;
}

/** Said once a second while playing. */
export interface PlayProgress {
  phase: Phase;
  elapsedS: number;
  expectedS: number;
  sent: number;
  finished: number;
  failed: number;
  limited: number;
  dropped: number;
  inFlight: number;
  /** p95 of the answers of the last second, ms; undefined when there was none. */
  recentP95Ms?: number;
}

/** Said at the end; the samples themselves are in the file. */
export interface PlaySummary {
  part: number;
  planned: number;
  sent: number;
  dropped: number;
  stopped: boolean;
  generator: GeneratorHealth;
  failures: FailureDetail[];
}

export type ToDriver =
  | { type: 'play'; job: PlayJob }
  | { type: 'stop' }
  /** A session was renewed: the user's requests carry this from now on. */
  | { type: 'token'; user: number; token: string };

export type FromDriver =
  | { type: 'progress'; progress: PlayProgress }
  | { type: 'finished'; summary: PlaySummary }
  | { type: 'failed'; code: LoadErrorCode; message: string };
