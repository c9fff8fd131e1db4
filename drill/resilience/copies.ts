import type { Prepared } from '../../stack/recipes/recipe.ts';
import { StackError } from '../../stack/stack-error.ts';
import type { Row } from './tell.ts';

/** A seeded copy of the system, which ends when the question is answered. */
export interface CopyOrder {
  readonly name: string;
  /** Its data lie on a disk of this size. */
  readonly smallDiskBytes?: number;
  /** Another release than the run's. */
  readonly release?: Prepared;
}

/** The release that is verified, and the one before. */
export interface Releases {
  readonly current: Prepared;
  readonly previous: Prepared;
}

/** What cannot be made on this machine or of this system leaves the question open, and says what is missing. */
export async function madeOrOpen<T>(
  make: () => Promise<T>,
  observe: (row: Row) => void,
): Promise<T | undefined> {
  try {
    return await make();
  } catch (error) {
    if (!(error instanceof StackError) || error.code !== 'unsupported') throw error;
    observe({
      expected: 'a copy of the system to ask it of',
      actual: 'none',
      outcome: 'inconclusive',
      reason: error.message,
    });
    return undefined;
  }
}
