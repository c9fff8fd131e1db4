import { z } from 'zod';

const placeholder =
  /change[-_ ]?me|placeholder|replace[-_ ]?me|your[-_ ]|<.*>|^(secret|password|example|todo|xxx)$/i;

const text = z.string().min(1);
const secret = text.refine((value) => !placeholder.test(value), 'a real value, not a placeholder');
const count = (fallback: number, min = 1) => z.coerce.number().int().min(min).default(fallback);

const databaseUrl = secret.refine((value) => /^postgres(ql)?:\/\//.test(value), 'a postgres:// URL');

const objectStoreShape = {
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }),
  S3_REGION: text,
  S3_BUCKET: text,
  S3_ACCESS_KEY_ID: secret,
  S3_SECRET_ACCESS_KEY: secret,
};

const serverShape = {
  ...objectStoreShape,
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
  HOST: text.default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535),
  PUBLIC_ORIGIN: z
    .url({ protocol: /^https?$/ })
    .refine((value) => new URL(value).origin === value, 'an origin without a path'),
  DATABASE_URL: databaseUrl,
  JWT_SECRET: secret.refine((value) => Buffer.byteLength(value) >= 32, 'at least 32 bytes'),
  TRUST_PROXY: count(0, 0),
  LOG_LEVEL: z.enum(['silent', 'error', 'info']).default('info'),
  LOG_FILE: text.optional(),
  LOG_FILE_BYTES: count(10_000_000, 1_000),
  LOG_FILES_KEPT: count(5),
  DATABASE_TLS: z.enum(['off', 'require']).default('off'),
  BOOKKEEPING_URL: z.url({ protocol: /^https?$/ }).optional(),
  RELEASE: text.default('unreleased'),
  LOGIN_LIMIT_PER_MINUTE: count(10),
  API_LIMIT_PER_MINUTE: count(600),
  LOCKOUT_FAILURES: count(5),
  LOCKOUT_MINUTES: count(15),
};

const backupShape = {
  BACKUP_KEY: secret.refine((value) => /^[A-Za-z0-9+/_-]{43}=?$/.test(value), '32 bytes in base64'),
};

const watchShape = {
  ALERT_WEBHOOK: z.url({ protocol: /^https?$/ }),
  WATCH_ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
  WATCH_FOLDERS: text.default('.'),
  WATCH_DISK_PERCENT: count(85),
  WATCH_NOTE: text.optional(),
  HOST: text.default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
};

type Environment = Record<string, string | undefined>;

const read = <Shape extends z.ZodRawShape>(
  shape: Shape,
  environment: Environment,
): z.infer<z.ZodObject<Shape>> => {
  const parsed = z.object(shape).safeParse(environment);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const name = String(issue?.path[0] ?? 'environment');
  const state =
    environment[name] === undefined || environment[name] === ''
      ? 'it is not set'
      : `got a value that is refused (${issue?.message})`;
  // The value itself is never printed: it may be a secret.
  throw new Error(`Environment variable ${name}: expected ${expectations[name] ?? 'a value'}, but ${state}.`);
};

const expectations: Record<string, string> = {
  DATABASE_URL: 'a postgres:// URL with a real password',
  JWT_SECRET: 'a random secret of at least 32 bytes',
  PUBLIC_ORIGIN: 'an origin such as https://app.fieldbook.example',
  PORT: 'a port number',
  ALERT_WEBHOOK: 'the http(s) URL that is told of trouble',
  BOOKKEEPING_URL: 'the http(s) URL of the bookkeeping',
  S3_ENDPOINT: 'the http(s) URL of the object store',
  S3_ACCESS_KEY_ID: 'the access key of the object store',
  S3_SECRET_ACCESS_KEY: 'the secret key of the object store',
  BACKUP_KEY: '32 random bytes in base64, as `openssl rand -base64 32` prints them',
  BACKUP_KEEP_DAYS: 'a number of days from 1 on',
};

export type ServerConfig = z.infer<z.ZodObject<typeof serverShape>>;
export type WatchConfig = z.infer<z.ZodObject<typeof watchShape>>;
export type ObjectStoreConfig = z.infer<z.ZodObject<typeof objectStoreShape>>;

/** Reads the server's environment; throws one sentence that names the variable, never its value. */
export const readServerConfig = (environment: Environment): ServerConfig => read(serverShape, environment);

/** For migrations and accounts: the database alone. */
export const readDatabaseUrl = (environment: Environment): string =>
  read({ DATABASE_URL: databaseUrl }, environment).DATABASE_URL;

/** For backup and restore: the object store alone. */
export const readObjectStoreConfig = (environment: Environment): ObjectStoreConfig =>
  read(objectStoreShape, environment);

/** For backup and restore: what every file of a backup is sealed with. */
export const readBackupKey = (environment: Environment): Buffer =>
  Buffer.from(read(backupShape, environment).BACKUP_KEY, 'base64');

/** For what watches the system, each minute. */
export const readWatchConfig = (environment: Environment): WatchConfig => read(watchShape, environment);

/** For the nightly backup: how long a backup is kept. */
export const readKeepDays = (environment: Environment): number =>
  read({ BACKUP_KEEP_DAYS: count(30) }, environment).BACKUP_KEEP_DAYS;
