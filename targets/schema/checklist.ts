import { z } from 'zod';
import { leastFidelities, phases } from '../../checks/check.ts';

/** One line of the go-live plan. */
export const checklistLineSchema = z.strictObject({
  id: z.string(),
  section: z.string(),
  text: z.string(),
  by: z.enum(['check', 'person']),
  phase: z.enum(phases),
  /** A line that the plan itself calls optional is `advisory`: it is judged and printed, and never decides. */
  level: z.enum(['blocking', 'advisory']).default('blocking'),
  /** How real its answer must be, where the plan asks for more than its checks do; below it, a person attests. */
  minFidelity: z.enum(leastFidelities).optional(),
  /** `check`, `check/subject`, either with `@device`; empty for a person's line, or unbound. */
  checks: z.array(z.string()).readonly().default([]),
  /** The role that signs a person's line. */
  role: z.string().optional(),
  /** Why the line is bound so, or unbound. */
  note: z.string().optional(),
});
export type ChecklistLine = z.infer<typeof checklistLineSchema>;
export type ChecklistInput = z.input<typeof checklistLineSchema>;
