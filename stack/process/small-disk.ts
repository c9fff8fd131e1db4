import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { asUser, serverUser, type Spawn } from '../database/unprivileged-user.ts';
import { environment } from '../environment.ts';
import { endTree } from '../reaper/end-tree.ts';
import { readStartTime } from '../reaper/process-table.ts';
import { StackError } from '../stack-error.ts';

/** A disk in memory, of a bounded size, that nobody but its own processes and Golive sees. */
export interface SmallDisk extends AsyncDisposable {
  /** Where it is, for everybody; it is gone with its keeper. */
  readonly folder: string;
  /** Fills it until not a byte more fits; disposing gives the room back. */
  fill(): Promise<AsyncDisposable>;
}

const memoryFileSystem = 0x01_02_19_94;
const mountWithinMs = 10_000;
const pieces = [1024 * 1024, 4096, 1];

/**
 * Mounts it in a mount namespace of one process that does nothing else: when that ends, also by kill -9, the mount is
 * gone, and no other process of this machine ever had it. Through /proc everybody of the right user reaches it.
 * @throws StackError `unsupported` where the user may not mount: neither root, nor with namespaces of their own.
 */
export async function openSmallDisk(options: {
  readonly spawn: Spawn;
  /** An empty place of the stack's own. */
  readonly folder: string;
  readonly bytes: number;
}): Promise<SmallDisk> {
  const { spawn, folder, bytes } = options;
  const mountPoint = join(folder, 'small-disk');
  await mkdir(mountPoint);
  const child = await launchKeeper(spawn, mountPoint, bytes);
  const pid = child.pid ?? 0;
  const end = async (): Promise<void> => {
    await endTree({ group: pid, startTime: readStartTime(pid) ?? '' }, { graceMs: 1_000, limitMs: 5_000 });
  };
  const place = `/proc/${pid}/root${mountPoint}`;
  try {
    await requireSmall(place, bytes);
  } catch (error) {
    await end();
    throw error;
  }
  return {
    folder: place,
    async fill() {
      await requireSmall(place, bytes);
      const ballast = join(place, 'ballast');
      await fillUp(ballast);
      return { [Symbol.asyncDispose]: () => rm(ballast, { force: true }) };
    },
    [Symbol.asyncDispose]: end,
  };
}

async function launchKeeper(spawn: Spawn, mountPoint: string, bytes: number): Promise<ChildProcess> {
  // The database's own user has to look into the keeper's files: the keeper is that user, once it has mounted.
  const user = await serverUser(spawn);
  const [keeper, words] = asUser(user, 'sleep', ['infinity']);
  const script = `mount -t tmpfs -o "size=$1,mode=0755" golive "$2" && echo mounted && shift 2 && exec "$@"`;
  const namespaces = user === null ? ['--user', '--map-root-user'] : [];
  // What others unmount meanwhile goes here too: nothing of theirs is kept busy.
  const mounts = ['--mount', '--propagation', 'slave'];
  const child = spawn(
    'unshare',
    [...namespaces, ...mounts, '--', 'sh', '-c', script, 'sh', String(bytes), mountPoint, keeper, ...words],
    { cwd: '/', env: { ...environment.forSystems }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  child.stderr?.on('data', (piece: Buffer) => (said = `${said}${piece}`.slice(-300)));
  const mounted = new Promise<boolean>((resolve) => {
    child.stdout?.once('data', () => resolve(true));
    child.once('error', (error) => {
      said = error.message;
      resolve(false);
    });
    child.once('exit', () => resolve(false));
  });
  const late = AbortSignal.timeout(mountWithinMs);
  if (await Promise.race([mounted, once(late, 'abort').then(() => false)])) return child;
  child.kill('SIGKILL');
  throw new StackError(
    'unsupported',
    `a disk that can run full: expected to mount one of ${bytes} bytes, as root or in a user namespace, got: ${said.trim() || `nothing within ${mountWithinMs} ms`}`,
  );
}

/** Nothing is ever filled but what was mounted here. */
async function requireSmall(place: string, bytes: number): Promise<void> {
  const { type, blocks, bsize } = await statfs(place);
  if (type === memoryFileSystem && blocks * bsize <= bytes) return;
  throw new StackError(
    'refused',
    `${place}: expected a disk in memory of ${bytes} bytes, got ${blocks * bsize} bytes of type ${type.toString(16)}`,
  );
}

/** In ever smaller pieces, until not one byte fits. */
async function fillUp(file: string): Promise<void> {
  const handle = await open(file, 'a', 0o600);
  try {
    for (const piece of pieces.map((size) => Buffer.alloc(size))) {
      while (await fits(handle.write(piece))) continue;
    }
  } finally {
    await handle.close();
  }
}

async function fits(write: Promise<{ readonly bytesWritten: number }>): Promise<boolean> {
  try {
    return (await write).bytesWritten > 0;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return false;
    throw error;
  }
}
