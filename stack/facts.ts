import { z } from 'zod';
import { componentRoles } from './component.ts';

export const drivers = ['process', 'docker', 'attach'] as const;
export type DriverName = (typeof drivers)[number];

/** stack.json: public facts about a running stack. No secret is ever in it. */
export const stackFactsSchema = z.strictObject({
  run: z.string(),
  name: z.string(),
  target: z.string(),
  driver: z.enum(drivers),
  hostName: z.string(),
  /** The TLS front, on loopback. */
  front: z.strictObject({ host: z.string(), httpsPort: z.number().int(), httpPort: z.number().int() }),
  /** Base64 SHA-256 of the leaf's public key, for Chromium. */
  spki: z.string(),
  seed: z.string(),
  startedAt: z.iso.datetime(),
  release: z.strictObject({
    version: z.string(),
    /** SHA-256 of the release: source tree or image. */
    digest: z.string(),
    /** What it was made of, where it is the release before: its commit and day, say. */
    origin: z.string().optional(),
    /** The image that was made of it and ran, by the SHA-256 that its engine says; where containers ran. */
    image: z.strictObject({ name: z.string(), digest: z.string() }).optional(),
    /** Why the digest is believed, where nobody here has made it of the source. */
    restsOn: z.string().optional(),
  }),
  /** What the containers were made of; only where containers ran. */
  compose: z.strictObject({ file: z.string(), digest: z.string() }).optional(),
  /** What each part is, and how real: kind (`PostgreSQL`, `versitygw`, `emulator` …) and version. */
  parts: z.array(
    z.strictObject({ role: z.enum(componentRoles), name: z.string(), kind: z.string(), version: z.string() }),
  ),
  /** Where an emulated part lowers the fidelity of what it answers. */
  emulated: z.array(z.enum(componentRoles)),
  /** What the recipe had to change to make the system start; each is a finding. */
  repaired: z.array(z.string()),
  /** Parts of the release that did not start, and their last words; the rest runs without them. */
  leftOut: z.array(z.string()).optional(),
  /** Where the access file is: 0600, deleted with the stack. */
  accessFile: z.string(),
  /** The server's shape that it runs in, and what the engine says of each container's limits. */
  shape: z
    .strictObject({
      name: z.string(),
      cpus: z.number(),
      memoryBytes: z.number().int(),
      /** Processors that all parts share. */
      cpuset: z.string(),
      limits: z.array(
        z.strictObject({ service: z.string(), cpus: z.number(), memoryBytes: z.number().int() }),
      ),
    })
    .optional(),
  /** A camera scene that a planted fault forces on every phone. */
  forcedScene: z.string().nullable(),
  /** Where every write is noted before it is sent: only in a system that is not the run's own. */
  ledgerFile: z.string().optional(),
  /** Addresses of this machine that clients come from, where the front is not on loopback. */
  sourceAddresses: z.array(z.string()).optional(),
  /** Somebody else's services, and the ports of this machine where they are stood in for. */
  standIns: z.array(z.strictObject({ hostName: z.string(), port: z.number().int() })).optional(),
  /** Values for `{name}` of the target's records, where no database says them. */
  records: z.record(z.string(), z.string()).optional(),
});
export type StackFacts = z.infer<typeof stackFactsSchema>;

const accountSchema = z.strictObject({
  email: z.string(),
  password: z.string(),
  totpSecret: z.string().optional(),
  /** What the system's API takes of this account where it lets nobody log in to it; made by the system's own means. */
  token: z.string().optional(),
});
export type Account = z.infer<typeof accountSchema>;

/** Secrets of a stack: in a 0600 file of the run's temporary folder, never below reports/. */
export const accessSchema = z.strictObject({
  caPem: z.string(),
  /** By account name, as the target's roles name them. */
  accounts: z.record(z.string(), accountSchema),
  sql: z
    .union([
      z.strictObject({ engine: z.literal('postgres'), url: z.string() }),
      z.strictObject({ engine: z.literal('sqlite'), file: z.string() }),
    ])
    .optional(),
  objects: z
    .strictObject({
      endpoint: z.string(),
      region: z.string(),
      bucket: z.string(),
      accessKeyId: z.string(),
      secretAccessKey: z.string(),
    })
    .optional(),
  /** Redis, without a password: it listens on loopback alone. */
  cache: z.strictObject({ url: z.string() }).optional(),
  /** Further texts that must never appear in an artifact. */
  secrets: z.array(z.string()),
});
export type Access = z.infer<typeof accessSchema>;
