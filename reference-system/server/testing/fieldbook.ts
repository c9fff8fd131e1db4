import { randomUUID } from 'node:crypto';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import type pg from 'pg';
import { createApp } from '../app.ts';
import { hashPassword } from '../auth/passwords.ts';
import type { ServerConfig } from '../config.ts';
import { readServerConfig } from '../config.ts';
import type { LoginResponse, Role } from '../contract.ts';
import { createPool } from '../database.ts';
import { handlers } from '../handlers.ts';
import { createHttpServer } from '../http-server.ts';
import { migrate } from '../migrate.ts';
import { createObjectStore, createS3Client } from '../object-store.ts';
import { createLog } from '../request-log.ts';
import { loadStaticFiles } from '../static.ts';
import type { TestPostgres } from './postgres.ts';
import { startTestPostgres } from './postgres.ts';
import type { TestS3 } from './s3.ts';
import { startTestS3 } from './s3.ts';

export const testPassword = 'a test password';

/** A whole Fieldbook with a database and bucket of its own. */
export interface TestFieldbook extends AsyncDisposable {
  url: string;
  pool: pg.Pool;
  config: ServerConfig;
  environment: Record<string, string>;
  postgres: TestPostgres;
  /** Adds an account; answers its id and e-mail. */
  addUser(
    role: Role,
    options?: { mustChange?: boolean; totpSecret?: string },
  ): Promise<{ id: string; email: string }>;
  /** Adds an account and signs it in. */
  signIn(role: Role): Promise<LoginResponse>;
}

const environmentFor = (
  databaseUrl: string,
  s3: TestS3,
  overrides: Record<string, string>,
): Record<string, string> => ({
  NODE_ENV: 'test',
  PORT: '0',
  PUBLIC_ORIGIN: 'https://app.fieldbook.example',
  DATABASE_URL: databaseUrl,
  S3_ENDPOINT: s3.endpoint,
  S3_REGION: 'us-east-1',
  S3_BUCKET: 'fieldbook-test',
  S3_ACCESS_KEY_ID: s3.accessKeyId,
  S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
  BACKUP_KEY: Buffer.alloc(32, 'only for tests').toString('base64'),
  JWT_SECRET: 'only-for-tests-0123456789abcdef0123456789',
  TRUST_PROXY: '1',
  LOG_LEVEL: 'error',
  API_LIMIT_PER_MINUTE: '100000',
  LOGIN_LIMIT_PER_MINUTE: '10000',
  ...overrides,
});

const createBucket = async (config: ServerConfig): Promise<void> => {
  const client = createS3Client(config);
  await client.send(new CreateBucketCommand({ Bucket: config.S3_BUCKET }));
  client.destroy();
};

const addUserTo = async (
  pool: pg.Pool,
  role: Role,
  options: { mustChange?: boolean; totpSecret?: string } = {},
): Promise<{ id: string; email: string }> => {
  const email = `${role}-${randomUUID().slice(0, 8)}@fieldbook.example`;
  const inserted = await pool.query<{ id: string }>(
    `insert into users (email, name, role, password_hash, must_change_password, totp_secret)
     values ($1, $2, $3, $4, $5, $6) returning id`,
    [
      email,
      `Test ${role}`,
      role,
      await hashPassword(testPassword),
      options.mustChange ?? false,
      options.totpSecret ?? null,
    ],
  );
  return { id: inserted.rows[0]?.id ?? '', email };
};

export const startFieldbook = async (overrides: Record<string, string> = {}): Promise<TestFieldbook> => {
  const [postgres, s3] = await Promise.all([startTestPostgres(), startTestS3()]);
  const environment = environmentFor(await postgres.createDatabase('fieldbook'), s3, overrides);
  const config = readServerConfig(environment);
  await migrate(config.DATABASE_URL);
  await createBucket(config);
  const log = createLog(config.LOG_LEVEL);
  let stopping = false;
  const pool = createPool(config.DATABASE_URL, (error) => {
    if (!stopping) log.error('connection lost', error);
  });
  const objects = createObjectStore(config);
  const files = await loadStaticFiles('/nowhere');
  const app = createApp({ services: { config, pool, objects, startedAt: Date.now() }, handlers, files, log });
  const server = createHttpServer(app, (error) => log.error('answer failed', error));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const addUser: TestFieldbook['addUser'] = (role, options) => addUserTo(pool, role, options);
  const signIn = async (role: Role): Promise<LoginResponse> => {
    const { email } = await addUser(role);
    const answer = await fetch(`${url}/api/auth/login`, {
      method: 'POST',
      body: JSON.stringify({ email, password: testPassword }),
    });
    return (await answer.json()) as LoginResponse;
  };
  const dispose = async (): Promise<void> => {
    stopping = true;
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
    objects.close();
    await pool.end();
    await Promise.all([postgres[Symbol.asyncDispose](), s3[Symbol.asyncDispose]()]);
  };
  return { url, pool, config, environment, postgres, addUser, signIn, [Symbol.asyncDispose]: dispose };
};
