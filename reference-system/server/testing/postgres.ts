import { execFile, spawn } from 'node:child_process';
import { chmod, chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);

/** A PostgreSQL of this test's own, on loopback and in a temporary folder; gone when disposed of. */
export interface TestPostgres extends AsyncDisposable {
  /** Of the empty database with this name, created on demand. */
  createDatabase(name: string): Promise<string>;
}

const binaries = async (): Promise<string> => {
  const root = '/usr/lib/postgresql';
  const versions = await readdir(root).catch(() => []);
  const newest = versions.sort((left, right) => Number(right) - Number(left))[0];
  if (newest) return join(root, newest, 'bin');
  const { stdout } = await run('pg_config', ['--bindir']);
  return stdout.trim();
};

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });

const idOf = async (flag: '-u' | '-g'): Promise<number> =>
  Number((await run('id', [flag, 'postgres'])).stdout);

/** The server refuses root: root starts it as the user postgres. */
const asPostgres = (isRoot: boolean, command: string[]): [string, string[]] =>
  isRoot
    ? ['setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', '--', ...command]]
    : [command[0] ?? '', command.slice(1)];

const waitUntilReady = async (url: string, limitMs = 20_000): Promise<void> => {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (Date.now() > deadline)
        throw new Error(`PostgreSQL: expected a connection within ${limitMs} ms`, { cause: error });
      await pause(50);
    }
  }
};

export const startTestPostgres = async (): Promise<TestPostgres> => {
  const bin = await binaries();
  const isRoot = process.getuid?.() === 0;
  const folder = await mkdtemp(join(tmpdir(), 'fieldbook-postgres-'));
  await chmod(folder, 0o700);
  if (isRoot) await chown(folder, await idOf('-u'), await idOf('-g'));
  const data = join(folder, 'data');
  const [initdb, initdbArguments] = asPostgres(isRoot, [
    join(bin, 'initdb'),
    '-D',
    data,
    '-U',
    'fieldbook',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
  ]);
  await run(initdb, initdbArguments, { cwd: '/' });
  const port = await freePort();
  const [command, commandArguments] = asPostgres(isRoot, [
    join(bin, 'postgres'),
    '-D',
    data,
    '-p',
    String(port),
    '-h',
    '127.0.0.1',
    '-k',
    folder,
    '-c',
    'fsync=off',
    '-c',
    'max_connections=60',
  ]);
  const server = spawn(command, commandArguments, { cwd: '/', stdio: 'ignore' });
  const exited = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const url = (name: string): string => `postgres://fieldbook@127.0.0.1:${port}/${name}`;
  const stop = async (): Promise<void> => {
    server.kill('SIGINT');
    await exited;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await waitUntilReady(url('postgres'));
  } catch (error) {
    await stop();
    throw error;
  }
  const createDatabase = async (name: string): Promise<string> => {
    const client = new pg.Client({ connectionString: url('postgres') });
    await client.connect();
    await client.query(`create database ${pg.escapeIdentifier(name)} template template0`);
    await client.end();
    return url(name);
  };
  return { createDatabase, [Symbol.asyncDispose]: stop };
};
