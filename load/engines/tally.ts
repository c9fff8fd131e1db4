import type { Phase, Stage } from '../plan.ts';
import type { FailureDetail, PlayProgress } from './messages.ts';
import { OUTCOMES, type Outcome, type Sample } from './samples.ts';

const KEPT_FAILURES = 60;

/** Counts what has ended, for the progress that is told once a second and for the summary. */
export class Tally {
  readonly failures: FailureDetail[] = [];
  readonly #counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  /** Latencies of this second, ms; no array of numbers, which would be moved and sorted by a comparison. */
  #recent = new Float64Array(1024);
  #recentCount = 0;
  #phase: Phase;

  /** Until something has ended, the phase is that of the first stage. */
  constructor(stages: readonly Pick<Stage, 'phase'>[]) {
    this.#phase = stages[0]?.phase ?? 'measured';
  }

  get dropped(): number {
    return this.#counts.dropped;
  }

  /** All that were sent and have ended. */
  get finished(): number {
    return OUTCOMES.reduce((sum, outcome) => sum + this.#counts[outcome], 0) - this.#counts.dropped;
  }

  add({ sequence, name, outcome, status, latencyMs, phase }: Sample, detail?: Wrong): void {
    this.#counts[outcome]++;
    this.#phase = phase;
    this.#keep(latencyMs);
    if (detail === undefined || this.failures.length >= KEPT_FAILURES) return;
    this.failures.push({ sequence, name, outcome, status, expected: detail.expected, actual: detail.actual });
  }

  #keep(latencyMs: number): void {
    if (this.#recentCount === this.#recent.length) {
      const larger = new Float64Array(this.#recent.length * 2);
      larger.set(this.#recent);
      this.#recent = larger;
    }
    this.#recent[this.#recentCount++] = latencyMs;
  }

  /** What is told now; the latencies of the last second begin anew. */
  tell(where: { elapsedS: number; expectedS: number; inFlight: number }): PlayProgress {
    const recent = this.#recent.subarray(0, this.#recentCount).sort();
    this.#recentCount = 0;
    const { ok, limited, stopped, dropped } = this.#counts;
    const recentP95Ms = recent[Math.max(0, Math.ceil(recent.length * 0.95) - 1)];
    return {
      phase: this.#phase,
      ...where,
      sent: this.finished + where.inFlight,
      finished: this.finished,
      failed: this.finished - ok - limited - stopped,
      limited,
      dropped,
      ...(recentP95Ms === undefined ? {} : { recentP95Ms }),
    };
  }
}

/** How an answer differs from what was expected. */
type Wrong = Pick<FailureDetail, 'expected' | 'actual'>;
