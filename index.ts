/**
 * What a target of one's own is written with: `import { defineTarget } from 'golive'`. Questions of one's own are asked
 * with `golive/suites`, faults planted with `golive/faults`.
 */
export { byCheck, byPerson, section } from './targets/checklist-lines.ts';
export { defineTarget, type TaskIdOf } from './targets/define.ts';
export { notApplicable } from './targets/schema/common.ts';
export { readPointer } from './targets/pointer.ts';
export { PageError } from './fixtures/pages/page-error.ts';
export { StackError } from './stack/stack-error.ts';
export { digestOfParts } from './stack/recipes/built-checkout.ts';
export type { CheckDefinition } from './checks/check.ts';
export type { ChecklistInput, ChecklistLine } from './targets/schema/checklist.ts';
export type { HooksInput } from './targets/schema/hooks.ts';
export type { Target, TargetInput } from './targets/schema/target.ts';
export type { TaskInput } from './targets/schema/tasks.ts';
export type { Names, Pages, PagesFactory, TaskPage, TaskResult } from './fixtures/pages/pages.ts';
export type { Account } from './stack/facts.ts';
export type { Session } from './stack/clients/session.ts';
export type { Prepared, PrepareContext, ProcessPlan, Recipe, RecipeContext } from './stack/recipes/recipe.ts';
