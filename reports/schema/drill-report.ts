import { z } from 'zod';

/** What a verdict keeps of a restore drill. Data only: the drill's own answers are checks. */
export const drillReportSchema = z.object({
  /** RPO: from the confirmation of the last write that came back to the disaster; null where none came back. */
  recoveryPointMs: z.number().nullable(),
  /** RTO: from the disaster to the first right answer of the restored system; null where it never came. */
  recoveryTimeMs: z.number().nullable(),
  /** What the target allows, and where that stands. */
  recoveryTimeLimit: z.object({ value: z.number(), source: z.string() }).nullable(),
  artifactBytes: z.number().nullable(),
  steps: z.array(
    z.object({
      name: z.string(),
      /** From the beginning of the drill. */
      startMs: z.number(),
      durationMs: z.number(),
      /** `done` or `failed`. */
      outcome: z.string(),
      detail: z.string().optional(),
    }),
  ),
  /** What was not as it was; `reason` where the target's own file explains it. */
  differences: z.array(
    z.object({
      kind: z.string(),
      subject: z.string(),
      expected: z.string(),
      actual: z.string(),
      reason: z.string().optional(),
    }),
  ),
});
export type DrillReport = z.infer<typeof drillReportSchema>;
