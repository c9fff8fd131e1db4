import type { SourcePatch } from '../recipe.ts';

/** How this source was before the newest migration: what 1.0.0 is deployed over. */
export const previousRelease: {
  readonly leftOut: readonly string[];
  readonly patch: readonly SourcePatch[];
} = {
  leftOut: ['server/migrations/004-waiting-work-orders.sql'],
  patch: [{ file: 'package.json', find: '"version": "1.0.0"', replace: '"version": "0.9.0"' }],
};
