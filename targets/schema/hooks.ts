import { isIP } from 'node:net';
import { z } from 'zod';
import { id, json, method, path, pointer, texts } from './common.ts';

const variable = z.string().regex(/^[A-Z][A-Z0-9_]*$/u, 'expected the name of an environment variable');
const address = z.string().refine((text) => isIP(text) !== 0, 'expected an IP address');

const accountSchema = z.strictObject({
  email: z.string().min(1),
  passwordVariable: variable,
  totpSecretVariable: variable.optional(),
});

const databaseSchema = z.union([
  z.strictObject({ engine: z.literal('postgres'), urlVariable: variable }),
  z.strictObject({ engine: z.literal('sqlite'), file: z.string() }),
]);
export type HookedDatabase = z.infer<typeof databaseSchema>;

const bucketSchema = z.strictObject({
  endpoint: z.url(),
  region: z.string().default('us-east-1'),
  bucket: z.string(),
  accessKeyVariable: variable,
  secretKeyVariable: variable,
});

/** Run by `sh -c` in the folder of the hooks file; `ssh host '…'` reaches where the system lives. */
const commandSchema = z.strictObject({ command: z.string().min(1), timeoutMs: z.number().int().positive() });

const stopAndStart = z.strictObject({ stop: commandSchema, start: commandSchema });

/** Where a restore goes: a place of its own, never what was attached to. */
const scratchSchema = z.strictObject({
  database: databaseSchema.optional(),
  bucket: bucketSchema.optional(),
  /** Starts the system on what was restored. */
  start: commandSchema,
  /** Stops it and gives the place back, in the end and before anything is restored. */
  empty: commandSchema.optional(),
  /** Where it answers then, under the production name. */
  connect: z.string(),
});
export type Scratch = z.infer<typeof scratchSchema>;

const commandsSchema = z.strictObject({
  /** Environment variables that the commands are given, by name. */
  variables: z.array(variable).default([]),
  /** `{artifact}` is where the backup must lie afterwards, on this machine. */
  backup: commandSchema.optional(),
  restore: z
    .strictObject({
      ...commandSchema.shape,
      scratch: scratchSchema,
      /** Where it takes the backup's key from: named, it is also offered another key, and none. */
      keyVariable: variable.optional(),
    })
    .optional(),
  /** Plays the scheduled backup in the folder `{store}` of this machine, which holds earlier ones. */
  rotation: commandSchema.optional(),
  application: z
    .strictObject({
      ...stopAndStart.shape,
      /** Takes the way to the database from it, and gives it back. */
      cut: commandSchema.optional(),
      mend: commandSchema.optional(),
    })
    .refine(({ cut, mend }) => (cut === undefined) === (mend === undefined), 'expected cut and mend together')
    .optional(),
  database: stopAndStart.optional(),
  objects: stopAndStart.optional(),
  /** Prints the backups that are kept, `<ISO time> <bytes> [name]` a line: the newest among them. */
  newestBackups: commandSchema.optional(),
  /** Prints when what runs by itself last ended well, `<job> <ISO time or never> [failures since]` a line. */
  jobs: commandSchema.optional(),
  /** Prints when whatever watches the system last looked, `<watcher> <ISO time or never> [alerts lost]` a line. */
  watch: commandSchema.optional(),
  /** Prints on what data and backups lie, `<place> <type>` a line, the type as `lsblk -no TYPE` says it: `crypt`. */
  storage: commandSchema.optional(),
  /** Prints the system's log files, old ones among them, `<ISO time> <bytes> <name>` a line. */
  logFiles: commandSchema.optional(),
  /** Prints on what the system runs, `<name> <version>` a line: `node v24.1.0`. */
  runtimes: commandSchema.optional(),
  /** Prints what the system logged lately. */
  logs: commandSchema.optional(),
  /** Tries the certificate's renewal without renewing (`certbot renew --dry-run`). */
  renewal: commandSchema.optional(),
  /** Prints the environment of the running system, one NAME=value a line: only names are kept. */
  environment: commandSchema.optional(),
});
export type HookCommand = z.infer<typeof commandSchema>;

/** The owner's word for what would disturb others; good for one address, until the end of a day. */
const permitSchema = z.strictObject({
  /** The address that is connected to: a name may lead elsewhere tomorrow. */
  address,
  allows: z
    .array(z.enum(['load', 'ports']))
    .min(1)
    .readonly(),
  until: z.iso.date(),
  by: z.string().min(1),
});
export type Permit = z.infer<typeof permitSchema>;

const ofMarked = z.string().includes('$1', 'expected $1: only marked records may be taken away');

/** How records that the run marked are found again and taken away; each says which writes it answers for. */
const removalSchema = z.strictObject({
  record: id,
  /** Paths that the records are written through, by their beginning: `/api/customers`. */
  covers: z.array(path).min(1).readonly(),
  by: z.union([
    /** `$1` is a LIKE pattern around one marker; `count` gives one number, column `n`. */
    z.strictObject({ count: ofMarked, remove: z.array(ofMarked).min(1).readonly() }),
    /** The system's own API: a list of what holds `{marker}`, and the request that removes `{id}`. */
    z.strictObject({
      role: z.string(),
      find: z.strictObject({ path, rows: pointer, id: pointer }),
      remove: z.strictObject({ method, path, status: z.array(z.number().int()).min(1).readonly() }),
    }),
  ]),
});
export type Removal = z.infer<typeof removalSchema>;

/** The other deployment, for drift. */
const comparedSchema = z.strictObject({
  connect: z.string().optional(),
  caFile: z.string().optional(),
  environment: commandSchema.optional(),
});

/**
 * What somebody is given to verify a system that is deployed already: `--hooks FILE`. Secrets stand in the
 * environment; the file names them.
 */
export const hooksSchema = z.strictObject({
  /** Throw-away accounts, by the names that the target's roles use; `technician+1` is one more person of a role. */
  accounts: z.record(z.string(), accountSchema).default({}),
  database: databaseSchema.optional(),
  bucket: bucketSchema.optional(),
  /** Port that plain HTTP is answered at, to lead to HTTPS. */
  plainPort: z.number().int().min(1).max(65_535).default(80),
  /** PEM of the authority that signed the certificate, where no browser knows it. */
  caFile: z.string().optional(),
  /** Addresses of this machine that people come from, in turn; left out, all come from one. */
  sourceAddresses: z.array(address).readonly().default([]),
  /** `127.0.0.1:5353`: name servers to ask instead of this machine's. */
  dnsServers: z.array(z.string()).readonly().default([]),
  /** Values for `{name}` in the endpoints' paths, where no database says them. */
  records: texts.default({}),
  expect: z
    .strictObject({
      version: z.string().optional(),
      ports: z.array(z.number().int().min(1).max(65_535)).readonly().optional(),
    })
    .prefault({}),
  commands: commandsSchema.prefault({}),
  permits: z.array(permitSchema).readonly().default([]),
  /** Records that were there before may be changed: a staging system whose data may be lost. */
  changesRecords: z.strictObject({ until: z.iso.date(), by: z.string().min(1) }).optional(),
  removals: z.array(removalSchema).readonly().default([]),
  compared: comparedSchema.prefault({}),
  /** For the team's own notes. */
  notes: json.optional(),
});
export type Hooks = z.infer<typeof hooksSchema>;
export type HooksInput = z.input<typeof hooksSchema>;
