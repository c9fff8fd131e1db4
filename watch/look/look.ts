/** How a look ended. `unsure`: something could not be seen, which is not the same as good. */
export const lookStates = ['ok', 'failing', 'unsure'] as const;
export type LookState = (typeof lookStates)[number];

/** A check that was not a plain yes. */
export interface Trouble {
  readonly check: string;
  readonly subject: string;
  readonly outcome: string;
  readonly reason: string;
}

/** One look at a system, as it is kept. */
export interface Look {
  /** Id of the run. */
  readonly run: string;
  readonly target: string;
  readonly title: string;
  /** `https://app.example`: one target may be watched in several places. */
  readonly place: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly state: LookState;
  /** People could sign in and see the main pages; null where that was not seen. */
  readonly up: boolean | null;
  readonly decision: string;
  readonly sentence: string;
  readonly troubles: readonly Trouble[];
  readonly passed: number;
  /** Checks that failed and then passed. */
  readonly flaky: number;
  readonly version: string | null;
  /** Requests that left and were waited for. */
  readonly requests: number;
  /** Of these, without an answer or with 5xx. */
  readonly bad: number;
  /** Of the answered ones, each until its last byte. */
  readonly latenciesMs: readonly number[];
  /** The same by what was asked for, ids left out: `GET /api/jobs/{}`. Looks of before have it not. */
  readonly byPath?: Readonly<Record<string, readonly number[]>>;
}
