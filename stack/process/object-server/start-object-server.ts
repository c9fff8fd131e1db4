import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { StackError } from '../../stack-error.ts';
import type { ObjectServer } from '../../tools/object-server.ts';
import {
  startServerProcess,
  type ServerCommand,
  type ServerProcess,
  type SpawnServer,
} from './server-process.ts';
import type { Credentials } from './signature-v4.ts';

export interface ObjectServerOptions extends Credentials {
  /** Of this server alone: everything that it stores lies under it, objects at `buckets/<bucket>/<key>`. */
  readonly folder: string;
  readonly region: string;
  /** A free port of 127.0.0.1. */
  readonly port: number;
  readonly spawn: SpawnServer;
  /** What `findObjectServer` found. */
  readonly server: ObjectServer;
  readonly readyTimeoutMs?: number;
}

export interface StartedObjectServer extends AsyncDisposable {
  readonly endpoint: string;
  /** `emulator` is said in the evidence: it is held against versitygw, and is no product. */
  readonly kind: ObjectServer['kind'];
  readonly version: string;
  readonly pid: number;
  /** Where the bytes of an object lie, for whoever destroys or damages them. */
  objectPath(bucket: string, key: string): string;
  logs(): string;
  /** Asks to stop, and kills after five seconds. */
  stop(): Promise<void>;
}

const answersAs = { versitygw: 'VERSITYGW', emulator: 'golive-object-emulator' } as const;

/**
 * Starts an S3 server on 127.0.0.1 and waits until it answers.
 * @throws StackError `port-busy` or `not-ready`, with what was seen last.
 */
export async function startObjectServer(options: ObjectServerOptions): Promise<StartedObjectServer> {
  await mkdir(join(options.folder, 'buckets'), { recursive: true });
  await mkdir(join(options.folder, 'metadata'), { recursive: true });
  const command =
    options.server.kind === 'versitygw' ? gatewayCommand(options) : await emulatorCommand(options);
  const started = await startServerProcess(options.spawn, command);
  const endpoint = `http://127.0.0.1:${options.port}`;
  const stop = (): Promise<void> => started.stop();
  try {
    await waitUntilReady(endpoint, started, options);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    endpoint,
    kind: options.server.kind,
    version: options.server.version,
    pid: started.pid,
    objectPath: (bucket, key) => join(options.folder, 'buckets', bucket, key),
    logs: () => started.logs(),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function gatewayCommand(options: ObjectServerOptions): ServerCommand {
  const program = options.server.kind === 'versitygw' ? options.server.path : '';
  const address = [
    '--port',
    `127.0.0.1:${options.port}`,
    '--region',
    options.region,
    '--quiet',
    '--keep-alive',
  ];
  // Metadata beside the objects, not in extended attributes: a temporary folder may lie on a tmpfs without them.
  const storage = ['posix', '--sidecar', join(options.folder, 'metadata'), join(options.folder, 'buckets')];
  return {
    program,
    arguments: [...address, ...storage],
    folder: options.folder,
    environment: { ROOT_ACCESS_KEY: options.accessKeyId, ROOT_SECRET_KEY: options.secretAccessKey },
  };
}

async function emulatorCommand(options: ObjectServerOptions): Promise<ServerCommand> {
  const { accessKeyId, secretAccessKey } = options;
  const credentials = join(options.folder, 'credentials.json');
  await writeFile(credentials, JSON.stringify({ accessKeyId, secretAccessKey }), { mode: 0o600 });
  // In the checkout the modules are .ts; in the packed product they are .js beside this one.
  const entry = fileURLToPath(import.meta.url).replace(/start-object-server(\.[jt]s)$/, 'emulator$1');
  const place = ['--folder', options.folder, '--region', options.region, '--port', String(options.port)];
  return {
    program: process.execPath,
    arguments: [entry, ...place, '--credentials', credentials],
    folder: options.folder,
    environment: {},
  };
}

async function waitUntilReady(
  endpoint: string,
  started: ServerProcess,
  options: ObjectServerOptions,
): Promise<void> {
  const limitMs = options.readyTimeoutMs ?? 10_000;
  const deadline = performance.now() + limitMs;
  let lastSeen = 'nothing';
  while (performance.now() < deadline) {
    const ended = started.ended();
    if (ended !== undefined) throw endedEarly(endpoint, started, ended);
    lastSeen = await greeting(endpoint);
    if (lastSeen === `403 from ${answersAs[options.server.kind]}`) return;
    await delay(50);
  }
  throw new StackError(
    'not-ready',
    `expected the object server to answer on ${endpoint} within ${limitMs} ms, got last: ${lastSeen}`,
  );
}

/** Both servers refuse a stranger, and say who they are: so another server on the port is not taken for ours. */
async function greeting(endpoint: string): Promise<string> {
  try {
    const answer = await fetch(endpoint, { signal: AbortSignal.timeout(1000) });
    await answer.arrayBuffer();
    return `${answer.status} from ${answer.headers.get('server') ?? 'a server without a name'}`;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return cause instanceof Error ? cause.message : String(cause);
  }
}

function endedEarly(endpoint: string, started: ServerProcess, status: number | string): StackError {
  const logs = started.logs();
  if (/EADDRINUSE|address already in use/.test(logs)) {
    return new StackError(
      'port-busy',
      `expected ${endpoint} to be free for the object server, got a busy port`,
    );
  }
  const seen = logs.trim().split('\n').slice(-5).join('\n');
  return new StackError(
    'not-ready',
    `expected the object server to listen on ${endpoint}, got an end with ${status}: ${seen}`,
  );
}
