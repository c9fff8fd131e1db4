import { z } from 'zod';
import { decisions } from './decide.ts';
import { changesSchema } from './schema/changes.ts';
import { verdictCheckSchema, verdictLineSchema } from './schema/checks.ts';
import { drillReportSchema } from './schema/drill-report.ts';
import { loadReportSchema } from './schema/load-report.ts';
import { proofSchema } from './schema/proof.ts';
import {
  environmentPartSchema,
  findingSchema,
  plantedFaultSchema,
  provedFaultSchema,
  runSchema,
} from './schema/run.ts';
import { signOffPolicySchema } from './schema/sign-off-policy.ts';

const count = z.number().int().min(0);

/** verdict.json: all that the reports are rendered from. Version 1; a field is added, never changed in its meaning. */
export const verdictSchema = z.object({
  version: z.literal(1),
  decision: z.enum(decisions),
  sentence: z.string(),
  run: runSchema,
  fault: plantedFaultSchema.nullable(),
  partial: z
    .object({
      scheduled: count,
      of: count,
      /** What else than the numbers keeps it from GO: a rehearsal, a smaller seed. */
      why: z.string().optional(),
    })
    .nullable(),
  /** Why the run ended before its last stage; null where it did not. */
  endedEarly: z.string().nullable(),
  /** Checks by outcome; `flaky` are among `fail`, `waived` among `fail` and `inconclusive`. */
  counts: z.object({
    pass: count,
    fail: count,
    inconclusive: count,
    'not-applicable': count,
    flaky: count,
    waived: count,
  }),
  checks: z.array(verdictCheckSchema),
  checklist: z.array(verdictLineSchema),
  load: loadReportSchema.optional(),
  drill: drillReportSchema.optional(),
  findings: z.array(findingSchema),
  /** The last proof that the gate can fail. */
  faults: z.array(provedFaultSchema).optional(),
  /** What it found of faults and mutations, and blamed without reason, when that was last tried. */
  proof: proofSchema.optional(),
  environment: z.array(environmentPartSchema),
  /** Who authorises a launch on this verdict, and what must be true then: as the target said when it was made. */
  signOff: signOffPolicySchema.optional(),
  /** Against the nearest earlier GO of the same target; null where there was none, left out where nobody looked. */
  sinceLastGo: changesSchema.nullable().optional(),
});
export type Verdict = z.infer<typeof verdictSchema>;

/** verdict.schema.json, published beside this file; verdict.test.ts holds it up to date. */
export function verdictJsonSchema(): string {
  return `${JSON.stringify({ title: 'Golive verdict, version 1', ...z.toJSONSchema(verdictSchema) }, null, 2)}\n`;
}
