import type { Observation } from '../../evidence/row.ts';
import type { Command, ExecResult } from '../../stack/component.ts';
import type { Prepared } from '../../stack/recipes/recipe.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import type { EmptyStack, StageContext } from '../drill-context.ts';

export type Row = Omit<Observation, 'check' | 'fidelity'>;

/** What a question to the documents is asked with. */
export interface DocumentQuestion {
  readonly stack: StartedStack;
  readonly prepared: Prepared | undefined;
  /** Where the release's documents are read; undefined where nobody knows its source. */
  readonly documents: string | undefined;
  /** A folder of the run's own, deleted with it. */
  readonly folder: string;
  /** Services alone, of this run's. */
  startEmpty(name: string): Promise<EmptyStack>;
  /** Runs a program of this machine; an exit code is the caller's to judge. */
  exec(command: Command): Promise<ExecResult>;
  readonly report: (message: string) => void;
  readonly signal: AbortSignal;
  /** Of the question that is asked, unless another is named. */
  tell(row: Row, check?: string): void;
}

export interface DocumentsContext
  extends
    StageContext,
    Pick<DocumentQuestion, 'stack' | 'prepared' | 'documents' | 'folder' | 'startEmpty' | 'exec'> {
  wants(checks: readonly string[]): boolean;
}

/** Nobody can say: what is missing is named. */
export function open(expected: string, reason: string): Row {
  return { expected, actual: null, n: 0, outcome: 'inconclusive', reason };
}

export const noDocuments =
  'the documents of this release are not here: expected --source DIR, or a recipe that knows its source';
