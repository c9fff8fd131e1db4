import type { LoadProgress } from '../../load/index.ts';
import type { SqlClient } from '../../stack/clients/sql.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import { readUsage, usageBetween, type StepUsage } from './step-usage.ts';

type Reading = Awaited<ReturnType<typeof readUsage>>;

/** Reads what the stack uses from the first second that is measured to the last, by the generator's own ticks. */
export class UsageMeter {
  readonly #stack: StartedStack;
  readonly #sql: SqlClient;
  #first: Promise<Reading> | undefined;
  #last: Promise<Reading> | undefined;
  #isReading = false;

  constructor(stack: StartedStack, sql: SqlClient) {
    this.#stack = stack;
    this.#sql = sql;
  }

  /** To be told of every tick. After its time nothing is sent any more, and nothing is counted. */
  tell({ phase, elapsedS, expectedS = Infinity }: LoadProgress): void {
    if (phase !== 'measured' || elapsedS > expectedS || this.#isReading) return;
    this.#isReading = true;
    const reading = readUsage(this.#stack, this.#sql).finally(() => (this.#isReading = false));
    reading.catch(() => undefined);
    if (this.#first === undefined) this.#first = reading;
    else this.#last = reading;
  }

  /** Null where the step was too short to be looked at twice. */
  async read(): Promise<StepUsage | null> {
    if (this.#first === undefined || this.#last === undefined) return null;
    try {
      return usageBetween(await this.#first, await this.#last, this.#stack.facts.driver === 'process');
    } catch {
      return null;
    }
  }
}
