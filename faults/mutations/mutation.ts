import type { SourcePatch } from '../../stack/recipes/recipe.ts';

/** One small, generic change of a program, chosen by nobody. */
export interface Mutation {
  /** `server/stock.ts:41:17 boundary`: the same for the same source. */
  readonly id: string;
  readonly operator: string;
  readonly what: string;
  readonly file: string;
  readonly line: number;
  readonly patch: SourcePatch;
  /** The lines before and after, each with its sign. */
  readonly diff: readonly string[];
}
