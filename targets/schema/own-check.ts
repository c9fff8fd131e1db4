import { z } from 'zod';
import {
  capabilityNames,
  leastFidelities,
  profileNames,
  subjectKinds,
  type CheckDefinition,
} from '../../checks/check.ts';

/** Suites that a browser runner plays: a target's own questions are asked by specs of its own, among these. */
const ownSuites = [
  'setup',
  'tasks',
  'scan',
  'install',
  'offline',
  'photos',
  'security',
  'performance',
] as const;

/** A question of the target's own, beside the catalogue's. */
export const ownCheckSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]+\.[a-z0-9-]+$/u, 'expected area.claim'),
    question: z.string().endsWith('?', 'expected a question'),
    suite: z.enum(ownSuites),
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
