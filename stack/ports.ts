import { randomInt } from 'node:crypto';
import { readFile, readdir, readlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { StackError } from './stack-error.ts';
import type { FrontPorts } from './stack-driver.ts';

const lowest = 20_000;
const attempts = 200;
const dealt = new Set<number>();

/**
 * A port of 127.0.0.1 that is free now and that this process has dealt to nobody else. It lies below the range
 * from which the system takes the source ports of connections, so that a part that is stopped finds it free
 * again. @throws StackError `port-busy`
 */
export async function freePort(): Promise<number> {
  const highest = await firstEphemeralPort();
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const port = randomInt(lowest, highest);
    if (dealt.has(port)) continue;
    dealt.add(port);
    if ((await tryPort(port)) === null) return port;
  }
  throw new StackError(
    'port-busy',
    `expected a free port from ${lowest} to ${highest - 1} on 127.0.0.1, got none in ${attempts} attempts`,
  );
}

/** A port that somebody has asked for. @throws StackError `port-busy` with who has it, where that can be told. */
export async function wantedPort(port: number): Promise<number> {
  const error = await tryPort(port);
  if (error === null) {
    dealt.add(port);
    return port;
  }
  if (error.code !== 'EADDRINUSE') {
    throw new StackError('port-busy', `expected to listen on 127.0.0.1:${port}, got: ${error.message}`, {
      cause: error,
    });
  }
  const holder = await holderOf(port);
  throw new StackError(
    'port-busy',
    `expected port ${port} on 127.0.0.1 to be free, got it in use by ${holder ?? 'another process'}`,
    { cause: error },
  );
}

/** Those that somebody asked for, or free ones. @throws StackError `port-busy` */
export async function findFrontPorts(wanted: FrontPorts | undefined): Promise<FrontPorts> {
  return wanted === undefined
    ? { httpsPort: await freePort(), httpPort: await freePort() }
    : { httpsPort: await wantedPort(wanted.httpsPort), httpPort: await wantedPort(wanted.httpPort) };
}

function tryPort(port: number): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(null)));
  });
}

async function firstEphemeralPort(): Promise<number> {
  const text = await readFile('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').catch(() => '');
  const first = Number(text.split(/\s+/u)[0]);
  return first > lowest + 1_000 ? first : 32_768;
}

/** `node server.js (pid 4711)`; null where /proc does not say. */
async function holderOf(port: number): Promise<string | null> {
  const inodes = await listeningInodes(port);
  if (inodes.size === 0) return null;
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/u.test(name));
  for (const pid of pids) {
    const handles = await readdir(`/proc/${pid}/fd`).catch(() => []);
    for (const handle of handles) {
      const points = await readlink(`/proc/${pid}/fd/${handle}`).catch(() => '');
      if (!inodes.has(points)) continue;
      const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
      return `${command.join(' ').trim().slice(0, 120)} (pid ${pid})`;
    }
  }
  return null;
}

async function listeningInodes(port: number): Promise<ReadonlySet<string>> {
  const listening = '0A';
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFile(file, 'utf8').catch(() => '')),
  );
  const rows = tables.flatMap((table) => table.split('\n')).map((line) => line.trim().split(/\s+/u));
  const matching = rows.filter(
    ([, local, , state]) => local?.endsWith(suffix) === true && state === listening,
  );
  return new Set(matching.map((row) => `socket:[${row[9] ?? ''}]`));
}
