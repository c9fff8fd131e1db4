import type { TargetInput } from './schema/target.ts';

/** Types a target and keeps its task ids literal, so that pages without a method for one do not compile. */
export function defineTarget<const T extends TargetInput>(target: T): T {
  return target;
}

/** The ids of a target's tasks, as a union. */
export type TaskIdOf<T extends TargetInput> = T['tasks'][number]['id'];
