import { createHash, randomBytes } from 'node:crypto';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { PNG } from 'pngjs';
import type { Observation } from '../../evidence/row.ts';
import { holds } from '../../evidence/judge.ts';
import { openObjects } from '../../stack/clients/objects.ts';
import { openSql } from '../../stack/clients/sql.ts';
import type { Access } from '../../stack/facts.ts';
import { destroy } from '../../stack/process/destroy.ts';
import { startEmptyProcessStack, startProcessStack } from '../../stack/process/start.ts';
import { createReaper } from '../../stack/reaper/reaper.ts';
import type { Prepared, ProcessPlan, Recipe, RecipeContext } from '../../stack/recipes/recipe.ts';
import { RunSecrets } from '../../stack/run-secrets.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import type { DrillContext } from '../drill-context.ts';
import type { ResilienceContext } from '../resilience/resilience-context.ts';
import { tinyTarget, type Engine } from './tiny-target.ts';

const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const [application, operations] = [file('./tiny-application.ts'), file('./tiny-operations.ts')];
const prepared: Prepared = {
  folder: '/',
  release: { version: '1', digest: 'none' },
  repaired: [],
  temporary: false,
};

const tables = {
  postgres: `CREATE TABLE notes (id serial PRIMARY KEY, text text NOT NULL UNIQUE);
    CREATE TABLE sessions (id serial PRIMARY KEY, email text);
    CREATE TABLE invoices (id serial PRIMARY KEY, cents bigint CHECK (cents > 0));
    CREATE TABLE photos (object_key text PRIMARY KEY, sha256 text NOT NULL);
    INSERT INTO notes (text) SELECT 'seeded ' || md5(n::text) || md5((n + 1)::text) FROM generate_series(1, 3000) n;
    INSERT INTO invoices (cents) SELECT n FROM generate_series(1, 50) n`,
  sqlite: `CREATE TABLE notes (id integer PRIMARY KEY AUTOINCREMENT, text text NOT NULL);
    CREATE TABLE sessions (id integer PRIMARY KEY, email text);
    CREATE INDEX notes_text ON notes (text);
    WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
      INSERT INTO notes (text) SELECT 'seeded ' || hex(randomblob(32)) FROM n`,
} as const;

const sqlOf = ({ services, folder }: RecipeContext): NonNullable<Access['sql']> =>
  services.sql ?? { engine: 'sqlite', file: join(folder, 'notes.db') };

async function environment(context: RecipeContext): Promise<Record<string, string>> {
  const sql = sqlOf(context);
  return {
    DATABASE_URL: sql.engine === 'postgres' ? sql.url : sql.file,
    BUCKET: JSON.stringify(context.services.objects ?? null),
    OPERATIONS: operations,
  };
}

async function initialise(context: RecipeContext): Promise<void> {
  const access = sqlOf(context);
  await using sql = openSql(access, { write: true });
  for (const statement of tables[access.engine].split(';')) await sql.query(statement);
  if (context.services.objects === undefined) return;
  const objects = openObjects(context.services.objects);
  for (const [at, Key] of ['photos/1', 'photos/2'].entries()) {
    const Body = PNG.sync.write(new PNG({ width: 4 + at, height: 3 }));
    const put = { Bucket: objects.bucket, Key, Body, ContentType: 'image/png' };
    await objects.client.send(new PutObjectCommand(put));
    const sha256 = createHash('sha256').update(Body).digest('hex');
    await sql.query('INSERT INTO photos VALUES ($1, $2)', [Key, sha256]);
  }
  objects.close();
}

const recipeOn = (engine: Engine): Recipe => ({
  application: 'tiny',
  services: engine === 'postgres' ? ['postgres', 'objects'] : [],
  front: { addHeaders: {}, source: 'a test', maxBodyBytes: 1_000_000, compress: false },
  prepare: () => Promise.resolve(prepared),
  environment,
  operationsFolder: ({ folder }) => folder,
  initialise,
  accounts: () => Promise.resolve({ writer: { email: 'a@b.example', password: 'none' } }),
  ...(engine === 'sqlite' ? { databaseFile: ({ folder }: RecipeContext) => join(folder, 'notes.db') } : {}),
  processes: async (context): Promise<readonly ProcessPlan[]> => [
    {
      role: 'application',
      name: 'tiny',
      kind: 'a test',
      version: '1',
      program: process.execPath,
      arguments: await argumentsOf(context),
      folder: context.folder,
      environment: await environment(context),
      port: await context.port('tiny'),
      ready: { path: '/health' },
      readyWithinMs: 10_000,
      serves: ['/'],
    },
  ],
});

async function argumentsOf(context: RecipeContext): Promise<readonly string[]> {
  const [access, objects] = [sqlOf(context), context.services.objects ?? null].map((one) =>
    JSON.stringify(one),
  );
  const { version } = context.prepared.release;
  return [application, String(await context.port('tiny')), access ?? '', version, objects ?? ''];
}

export interface TinySystem extends AsyncDisposable {
  readonly context: DrillContext & Pick<ResilienceContext, 'stack' | 'startCopy' | 'releases'>;
  readonly rows: readonly Observation[];
  /** Outcomes by check, the worst first. */
  outcomes(): Readonly<Record<string, string>>;
  reasons(check: string): string;
}

export interface TinyOptions {
  readonly engine: Engine;
  /** Shims by program, of the main stack, and of every stack that is restored into. */
  readonly shims?: Readonly<Record<string, string>>;
  readonly restoreShims?: Readonly<Record<string, string>>;
  /** Where its plan says that its health is told: `/health`, where it is, if left out. */
  readonly healthPath?: string;
}

/** Starts it, with defects planted in the programs that its team's commands call (`$REAL` is the program itself). */
export async function startTinySystem({
  engine,
  shims,
  restoreShims,
  healthPath,
}: TinyOptions): Promise<TinySystem> {
  const reaper = await createReaper({ run: `test-drill-${randomBytes(4).toString('hex')}` });
  const rows: Observation[] = [];
  const shared = {
    target: await tinyTarget(engine, healthPath),
    recipe: recipeOn(engine),
    prepared,
    seed: 'S',
    reaper,
  };
  const options = (name: string) => ({ ...shared, name, report: () => undefined, secrets });
  const secrets = new RunSecrets();
  const main = await startProcessStack(options('main'));
  await plant(main, shims);
  const startEmpty = async (name: string) => {
    const empty = await startEmptyProcessStack(options(name));
    await plant(empty, restoreShims);
    return empty;
  };
  const before: Prepared = { ...prepared, release: { version: '0', digest: 'none' } };
  return {
    rows,
    context: {
      stack: main,
      startCopy: ({ name, release = prepared, smallDiskBytes }) =>
        startProcessStack({
          ...options(name),
          prepared: release,
          ...(smallDiskBytes === undefined ? {} : { smallDiskBytes }),
        }),
      releases: () => Promise.resolve({ current: prepared, previous: before }),
      stacks: { main, startEmpty, destroy },
      folder: await reaper.makeFolder('drill'),
      observe: (stack, row) => void rows.push(stack === 'main' ? row : { ...row, check: `${stack}!` }),
      report: () => undefined,
      signal: AbortSignal.timeout(300_000),
    },
    outcomes: () => worst(rows),
    reasons: (check) => rows.map((row) => (row.check === check ? (row.reason ?? '') : '')).join('\n'),
    async [Symbol.asyncDispose]() {
      await main[Symbol.asyncDispose]();
      await reaper.close();
    },
  };
}

async function plant(
  stack: Pick<StartedStack, 'shimFolder'>,
  shims: TinyOptions['shims'] = {},
): Promise<void> {
  for (const [program, script] of Object.entries(shims)) {
    const shim = join(stack.shimFolder, program);
    await writeFile(shim, `#!/bin/sh\nREAL=$(PATH="\${PATH#*:}" command -v ${program})\n${script}\n`);
    await chmod(shim, 0o755);
  }
}

function worst(rows: readonly Observation[]): Readonly<Record<string, string>> {
  const order = ['pass', 'inconclusive', 'fail'];
  const found: Record<string, string> = {};
  for (const row of rows) {
    const held = holds(row.actual, row.operator ?? '==', row.expected) ? 'pass' : 'fail';
    const outcome = row.outcome ?? held;
    const before = found[row.check] ?? 'pass';
    found[row.check] = order.indexOf(outcome) > order.indexOf(before) ? outcome : before;
  }
  return found;
}
