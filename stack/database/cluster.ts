import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { StackError } from '../stack-error.ts';
import { initialiseClusterFolder, type ClusterFolder } from './cluster-folder.ts';
import { offerTls, type ServerCertificate } from './offer-tls.ts';
import { launchPostmaster, type Postmaster } from './postmaster.ts';
import { serverUser, type ServerUser, type Spawn } from './unprivileged-user.ts';
import { waitUntil } from './wait-until.ts';

export interface PostgresClusterOptions {
  /** An empty or missing folder; its parents must be enterable by the server's user. */
  readonly folder: string;
  readonly port: number;
  /** Where `postgres` and `initdb` lie; see findPostgresBinDirectory. */
  readonly binDirectory: string;
  /** Who the server runs as where Golive is root. Default: `postgres`, else `nobody`. */
  readonly user?: string;
  /** Every process is started through this one function, so that the run's reaper knows each of them. */
  readonly spawn: Spawn;
  /** Default `C.UTF-8`. */
  readonly locale?: string;
  /** The superuser's password. Default: random. */
  readonly password?: string;
  /** Everybody but the superuser must use TLS, or may. Default: nobody can. */
  readonly tls?: ServerCertificate;
  /** More server settings. What makes a commit durable (fsync, full_page_writes, synchronous_commit) is refused. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Default 30,000. */
  readonly readyTimeoutMs?: number;
}

/** A PostgreSQL server of our own on 127.0.0.1. Superuser is `postgres`; every connection needs a password. */
export interface PostgresCluster extends AsyncDisposable, ClusterFolder {
  readonly port: number;
  /** `postgresql://…@127.0.0.1:port/database`, as the superuser unless told otherwise. */
  url(database?: string, account?: { readonly name: string; readonly password: string }): string;
  /** A connection of one's own to a database, as the superuser; the caller ends it. */
  connect(database?: string): Promise<pg.Client>;
  /** From template0, so that nothing but what is restored is in it. */
  createDatabase(name: string, owner?: string): Promise<void>;
  /** Process id of the server, or null while it is stopped. */
  processId(): number | null;
  /** For one that ended by itself: how, and the last lines of its log. */
  whyItEnded(): Promise<StackError>;
  /** Starts it again on the same port and data, and waits until it answers. */
  start(): Promise<void>;
  /** Fast shutdown, and waits. Does nothing where it is stopped. */
  stop(): Promise<void>;
  /** SIGKILL to the server and its backends, and waits until they are gone: the next start recovers. */
  kill(): Promise<void>;
}

const durability = new Set(['fsync', 'full_page_writes', 'synchronous_commit']);
const shutdownLimitMs = 30_000;

/**
 * Makes a cluster in `folder`, starts it and waits until it answers. Throws StackError: `port-busy` (names the
 * port), `missing-tool`, `refused` (folder or setting), `command-failed` (initdb, or the server ended),
 * `not-ready` (with the last thing seen).
 */
export async function startPostgresCluster(options: PostgresClusterOptions): Promise<PostgresCluster> {
  for (const name of Object.keys(options.settings ?? {})) {
    if (durability.has(name.toLowerCase())) {
      throw new StackError(
        'refused',
        `expected ${name} to stay at its durable default, got it in the settings`,
      );
    }
  }
  await requireFreePort(options.port);
  const user = await serverUser(options.spawn, options.user);
  const place = await initialiseClusterFolder({ locale: 'C.UTF-8', ...options, user });
  if (options.tls === undefined) return await startOnFolder(options, user, place);
  const settings = { ...(await offerTls(place, user, options.tls)), ...options.settings };
  return await startOnFolder({ ...options, settings }, user, place);
}

/** Starts a server on data that are there already, and waits until it answers. Throws StackError as above. */
export async function startOnFolder(
  options: PostgresClusterOptions,
  user: ServerUser | null,
  place: ClusterFolder,
): Promise<PostgresCluster> {
  const cluster = describeCluster(options, user, place);
  await cluster.start();
  return cluster;
}

function describeCluster(
  options: PostgresClusterOptions,
  user: ServerUser | null,
  place: ClusterFolder,
): PostgresCluster {
  let postmaster: Postmaster | null = null;
  const running = () => (postmaster !== null && postmaster.ended() === null ? postmaster : null);
  const url: PostgresCluster['url'] = (
    database = 'postgres',
    account = { name: 'postgres', password: place.password },
  ) =>
    `postgresql://${encodeURIComponent(account.name)}:${encodeURIComponent(account.password)}` +
    `@127.0.0.1:${options.port}/${encodeURIComponent(database)}`;
  const connect = async (database?: string) => {
    const client = new pg.Client({ connectionString: url(database), connectionTimeoutMillis: 5_000 });
    // A server that is killed cuts idle connections; without a listener that would end the whole run.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
  const cluster: PostgresCluster = {
    ...place,
    port: options.port,
    url,
    connect,
    async createDatabase(name, owner = 'postgres') {
      const client = await connect();
      try {
        const [database, role] = [name, owner].map((text) => client.escapeIdentifier(text));
        await client.query(`CREATE DATABASE ${database} OWNER ${role} TEMPLATE template0`);
      } finally {
        await client.end();
      }
    },
    processId: () => running()?.pid ?? null,
    whyItEnded: () => endedEarly(options.port, place, postmaster?.ended() ?? 'nothing that was started'),
    async start() {
      if (running() !== null) return;
      await requireFreePort(options.port);
      postmaster = await launch(options, user, place);
      await waitUntilAnswers(options, place, postmaster, connect);
    },
    stop: async () => running()?.stop(shutdownLimitMs),
    kill: async () => running()?.kill(shutdownLimitMs),
    [Symbol.asyncDispose]: () => cluster.stop(),
  };
  return cluster;
}

function launch(options: PostgresClusterOptions, user: ServerUser | null, place: ClusterFolder) {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: place.socketFolder ?? '',
    shared_buffers: '64MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] ',
    ...options.settings,
  };
  const settingArgs = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return launchPostmaster({
    spawn: options.spawn,
    user,
    program: join(options.binDirectory, 'postgres'),
    args: ['-D', place.dataFolder, '-p', String(options.port), ...settingArgs],
    logFile: place.logFile,
  });
}

async function waitUntilAnswers(
  options: PostgresClusterOptions,
  place: ClusterFolder,
  postmaster: Postmaster,
  connect: () => Promise<pg.Client>,
): Promise<void> {
  const limitMs = options.readyTimeoutMs ?? 30_000;
  const look = async () => {
    const ended = postmaster.ended();
    if (ended !== null) throw await endedEarly(options.port, place, ended);
    try {
      const client = await connect();
      await client.query('SELECT 1').finally(() => client.end());
      return { done: true } as const;
    } catch (error) {
      return { done: false, seen: error instanceof Error ? error.message : String(error) } as const;
    }
  };
  try {
    await waitUntil({ what: `PostgreSQL to answer on 127.0.0.1:${options.port}`, limitMs, look });
  } catch (error) {
    await postmaster.kill(shutdownLimitMs);
    throw error;
  }
}

async function endedEarly(port: number, place: ClusterFolder, ended: string): Promise<StackError> {
  const log = (await readFile(place.logFile, 'utf8')).trim().slice(-800);
  if (/could not bind .*Address already in use/.test(log)) return portBusy(port);
  return new StackError(
    'command-failed',
    `expected PostgreSQL to run, it ended with ${ended}; its log: ${log}`,
  );
}

function portBusy(port: number, cause?: unknown): StackError {
  const message = `expected port ${port} on 127.0.0.1 to be free for PostgreSQL, got one in use by another process`;
  return new StackError('port-busy', message, { cause });
}

function requireFreePort(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (cause: NodeJS.ErrnoException) =>
      reject(
        cause.code === 'EADDRINUSE'
          ? portBusy(port, cause)
          : new StackError('refused', `expected to listen on port ${port}, got: ${cause.message}`, { cause }),
      ),
    );
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });
}
