import { z } from 'zod';
import {
  browserSuites,
  capabilityNames,
  leastFidelities,
  profileNames,
  subjectKinds,
  type CheckDefinition,
} from '../../checks/check.ts';

/** A question of the target's own, beside the catalogue's. */
export const ownCheckSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]+\.[a-z0-9-]+$/u, 'expected area.claim'),
    question: z.string().endsWith('?', 'expected a question'),
    suite: z.enum(browserSuites),
    level: z.enum(['blocking', 'warning']),
    leastFidelity: z.enum(leastFidelities),
    capability: z.enum(capabilityNames).optional(),
    witness: z.enum(['api', 'sql', 'object']).optional(),
    profiles: z.array(z.enum(profileNames)).min(1).readonly(),
    devices: z.enum(['each', 'one', 'none']),
    subjects: z.enum(subjectKinds),
  })
  .transform(({ capability, witness, ...rest }): CheckDefinition => ({
    ...rest,
    ...(capability === undefined ? {} : { capability }),
    ...(witness === undefined ? {} : { witness }),
  }));
