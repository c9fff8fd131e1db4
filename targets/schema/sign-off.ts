import { z } from 'zod';
import { id } from './common.ts';

/** One box of a role's sign-off, as the plan has it, and the checks that already answer it. */
const boxSchema = z.strictObject({
  text: z.string(),
  /** `check`, `check/subject`, either with `@device`; empty: the person alone answers it. */
  checks: z.array(z.string()).readonly().default([]),
});

const signOffRoleSchema = z.strictObject({
  id,
  title: z.string(),
  boxes: z.array(boxSchema).readonly().default([]),
});

/** Who authorises a launch, and what must be true then. */
export const signOffSchema = z.strictObject({
  /** Left out: the roles that the plan's own lines name; where they name none, development, operations, management. */
  roles: z.array(signOffRoleSchema).min(1).readonly().optional(),
  /** Roles without whose approval nothing goes live; all of them where it is left out. */
  mustApprove: z.array(z.string()).min(1).readonly().optional(),
  /** Roles that must have approved, at least; as many as must approve where it is left out. */
  leastApprovals: z.number().int().min(1).optional(),
  /** Why one person may sign for several roles; left out: nobody may. */
  onePersonForAll: z.string().min(10, 'expected the reason, in words').optional(),
  /** A restore drill that is older proves nothing for this launch. */
  drillWithinDays: z.number().positive().default(7),
  /** A GO that is older has lapsed. */
  goForDays: z.number().positive().default(7),
  /** The longest that a waiver may be given for. */
  waiverForDays: z.number().positive().default(30),
});
export type SignOff = z.infer<typeof signOffSchema>;
