import { isNotApplicable } from '../targets/schema/common.ts';
import type { Target } from '../targets/schema/target.ts';
import { judgeDatabase, type ComparisonVerdict } from './database-judgement.ts';
import { judgeObjects } from './objects-judgement.ts';
import type { SystemState } from './system-state.ts';

/** The same system before the first racing write, and after the last one with their rows left out. */
export interface StatePair {
  readonly before: SystemState;
  readonly after: SystemState;
}

/** Null where this target has no such part, or the stack gives no access to it. */
export interface Comparison {
  readonly rows: ComparisonVerdict | null;
  readonly structure: ComparisonVerdict | null;
  readonly objects: ComparisonVerdict | null;
}

/** Everything that came back against everything that was there. Pure. */
export function compareStates(
  target: Target,
  { before, after }: StatePair,
  restored: SystemState,
): Comparison {
  const isComparable = before.database !== null && after.database !== null && restored.database !== null;
  const database = isComparable
    ? judgeDatabase(
        { before: before.database, after: after.database, restored: restored.database },
        target.operations.mayDiffer,
      )
    : null;
  const images = !isNotApplicable(target.photos);
  const objects =
    before.objects === null || restored.objects === null
      ? null
      : judgeObjects(before.objects, restored.objects, { images });
  return { rows: database?.rows ?? null, structure: database?.structure ?? null, objects };
}
