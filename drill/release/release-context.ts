import type { Observation } from '../../evidence/row.ts';
import type { Command, ExecResult } from '../../stack/component.ts';
import type { Run } from '../../stack/recipes/recipe.ts';
import type { Source } from '../../stack/source/read-source.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import type { StageContext } from '../drill-context.ts';

export type Row = Omit<Observation, 'fidelity'> & Partial<Pick<Observation, 'fidelity'>>;

/** What the questions to a release are asked of: the running stack, and what it was made of. */
export interface ReleaseQuestion {
  readonly stack: StartedStack;
  /** The team's files; undefined where nobody knows the checkout. */
  readonly source: Source | undefined;
  /** The checkout, with its repository where it has one. */
  readonly checkout: string | undefined;
  /** An empty folder that the team’s commands find under the same path. */
  readonly exchange: string;
  readonly run: Run;
  /** Runs a program of this machine; an exit code is the caller's to judge. */
  exec(command: Command): Promise<ExecResult>;
  readonly report: (message: string) => void;
  readonly signal: AbortSignal;
  /** Fidelity is the stack's, unless the row says another. */
  tell(row: Row): void;
}

export interface ReleaseContext extends StageContext {
  readonly stack: StartedStack;
  readonly checkout: string | undefined;
  /** Where the files are read: a patched copy, or the checkout. */
  readonly folder: string | undefined;
  readonly exchange: string;
  readonly run: Run;
  exec(command: Command): Promise<ExecResult>;
  wants(checks: readonly string[]): boolean;
}

/** Nothing was handed over that the files could be read from. */
export const noSource =
  'the source of this release is not here: expected --source DIR, or a recipe that knows it';

const shown = 8;

/** Findings in one sentence: the first ones, and how many more. */
export function listed(found: readonly string[]): string {
  const more = found.length > shown ? `; and ${found.length - shown} more` : '';
  return `${found.slice(0, shown).join('; ')}${more}`;
}
