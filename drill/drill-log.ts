import { drillChecks } from '../checks/drill.ts';
import type { Observation } from '../evidence/row.ts';
import type { ComponentRole } from '../stack/component.ts';
import type { StackFacts } from '../stack/facts.ts';
import type { AllowedDifference, Difference } from '../stack/fingerprint/difference.ts';
import { whyNotApplicable } from '../targets/capabilities.ts';
import type { Target } from '../targets/schema/target.ts';
import type { StageContext } from './drill-context.ts';
import { stackFidelity } from '../stack/fidelity.ts';

export type Row = Omit<Observation, 'fidelity'>;

export interface DrillStep {
  readonly name: string;
  /** From the beginning of the drill. */
  readonly startMs: number;
  readonly durationMs: number;
  /** A step that threw has failed; one that found something wrong is done. */
  readonly outcome: 'done' | 'failed';
}

/** What the drill has done and said so far. */
export class DrillLog {
  readonly steps: DrillStep[] = [];
  /** With a reason where the difference was allowed. */
  readonly differences: (Difference | AllowedDifference)[] = [];
  readonly #startedAt = performance.now();
  readonly #context: StageContext;
  readonly #facts: StackFacts;
  readonly #open: Set<string>;

  constructor(context: StageContext, facts: StackFacts, target: Target) {
    this.#context = context;
    this.#facts = facts;
    this.#open = new Set(
      drillChecks
        .filter(({ suite, subjects }) => suite === 'drill' && subjects === 'target')
        .filter(
          (check) => !('capability' in check) || whyNotApplicable(target, check.capability) === undefined,
        )
        .map(({ id }) => id)
        // Asked before the drill begins, by itself.
        .filter((id) => id !== 'logs.keep-secrets'),
    );
  }

  /** Aborted when the stage has been ended. */
  get signal(): AbortSignal {
    return this.#context.signal;
  }

  /** Does one step, says so before, and remembers how long it took. Throws when the stage has been ended. */
  async step<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    this.#context.signal.throwIfAborted();
    this.#context.report(name);
    const startedAt = performance.now();
    let outcome: DrillStep['outcome'] = 'failed';
    try {
      const result = await work();
      outcome = 'done';
      return result;
    } finally {
      const startMs = Math.round(startedAt - this.#startedAt);
      this.steps.push({ name, startMs, durationMs: Math.round(performance.now() - startedAt), outcome });
    }
  }

  /** Writes a row; `parts` are those whose answer it rests on. All of them are about the release: stack `main`. */
  tell(row: Row, parts: readonly ComponentRole[] = []): void {
    this.#open.delete(row.check);
    this.#context.observe('main', { ...row, fidelity: stackFidelity(this.#facts, parts) });
  }

  /** What could not be asked any more is inconclusive, and says why. */
  leaveOpen(reason: string): void {
    for (const check of [...this.#open]) {
      this.tell({ check, expected: 'an answer', actual: null, n: 0, outcome: 'inconclusive', reason });
    }
  }
}
