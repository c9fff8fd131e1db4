import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { LoadError } from '../load-error.ts';

const START_LIMIT_MS = 5000;

/** A small server in a process of its own, on a loopback port; gone when disposed, or when this process is. */
interface StartedServer extends AsyncDisposable {
  port: number;
}

/** What a server's process says once it listens. */
export interface ListeningMessage {
  port: number;
}

/**
 * Starts a server script that says `{port}` by message and ends when its channel closes.
 * @throws LoadError `generator-failed` where it does not listen in time
 */
export async function startServerProcess(script: URL, args: readonly string[] = []): Promise<StartedServer> {
  const child = spawn(process.execPath, [fileURLToPath(script), ...args], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => (stderr = `${stderr}${chunk.toString()}`.slice(-1000)));
  child.once('message', (message: ListeningMessage) => resolve(message.port));
  const refuse = (got: string) =>
    reject(new LoadError('generator-failed', `expected a listening server, got ${got} ${stderr}`));
  child.once('error', (error) => refuse(error.message));
  child.once('exit', (code) => refuse(`exit ${code}`));
  const timer = setTimeout(() => refuse(`nothing within ${START_LIMIT_MS} ms`), START_LIMIT_MS);
  try {
    return { port: await promise, [Symbol.asyncDispose]: () => end(child) };
  } catch (error) {
    await end(child);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  child.once('exit', () => resolve());
  if (child.connected) child.disconnect();
  const timer = setTimeout(() => child.kill('SIGKILL'), 1000);
  await promise;
  clearTimeout(timer);
}
