import { z } from 'zod';
import { path, pointer } from './common.ts';

/** What the target's plan says of its deployment; asked only of a system that was attached to. */
export const deployedSchema = z.strictObject({
  dns: z
    .strictObject({
      /** Whether the name has IPv6 addresses as well. */
      aaaa: z.enum(['none', 'some', 'either']).default('either'),
      /** Authorities that the CAA records name (`letsencrypt.org`), all of them; left out: not judged. */
      caa: z.array(z.string()).readonly().optional(),
    })
    .prefault({}),
  certificate: z
    .strictObject({
      /** A certificate that ends sooner than this many days from now is too near its end. */
      leastDaysLeft: z.number().positive().default(14),
      /** Below this share of its whole life left, its renewal is overdue. */
      leastShareLeft: z.number().min(0).max(1).default(0.2),
    })
    .prefault({}),
  /** The least grade by SSL Labs' Server Rating Guide. */
  tlsGrade: z.enum(['A+', 'A', 'A-', 'B', 'C']).default('A'),
  /** Names of variables without which the release is not to run. */
  variables: z.array(z.string()).readonly().default([]),
  /** TCP ports that may answer at the public address. */
  ports: z.array(z.number().int().min(1).max(65_535)).readonly().default([80, 443]),
  /** Where the running system says its version. */
  version: z.strictObject({ path, pointer }).optional(),
});
export type Deployed = z.infer<typeof deployedSchema>;
