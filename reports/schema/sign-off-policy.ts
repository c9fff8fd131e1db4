import { z } from 'zod';

const days = z.number().positive();

const roleSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** The boxes of its sign-off in the plan, and the checks that already answer them. */
  boxes: z.array(z.object({ text: z.string(), checks: z.array(z.string()).readonly() })).readonly(),
});

/** What a sign-off is held to; of targets/sign-off-policy.ts, with nothing left out. */
export const signOffPolicySchema = z.object({
  roles: z.array(roleSchema).readonly(),
  /** Roles without whose approval nothing goes live. */
  mustApprove: z.array(z.string()).readonly(),
  /** Roles that must have approved, at least. */
  leastApprovals: z.number().int().min(1),
  /** Why one person may sign for several roles; null: nobody may. */
  onePersonForAll: z.string().nullable(),
  drillWithinDays: days,
  goForDays: days,
  waiverForDays: days,
});
