import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { StackError } from '../stack-error.ts';
import type { Machine } from './machine.ts';
import { findOnPath, isExecutable } from './path-search.ts';
import { lastLines, runProgram } from './run-program.ts';

const readyLimitMs = 60_000;

/** The engine's program, also where a plain user's PATH leaves it out. */
export function daemonProgram(machine: Machine): string | undefined {
  const places = ['usr/sbin/dockerd', 'usr/bin/dockerd', 'usr/local/bin/dockerd'];
  return (
    findOnPath(machine, ['dockerd']) ??
    places.map((place) => join(machine.systemRoot, place)).find(isExecutable)
  );
}

/** What a daemon that Golive started leaves on the machine, so that it can be stopped and removed. */
export function daemonPlaces(
  machine: Machine,
): Record<'data' | 'state' | 'pidFile' | 'log' | 'socket', string> {
  const at = (place: string): string => join(machine.systemRoot, place);
  return {
    // Not /var/lib/docker: containers that somebody stopped there would come back to life.
    data: at('var/lib/golive/docker'),
    state: at('run/golive-docker'),
    pidFile: at('run/golive-docker.pid'),
    log: at('var/log/golive-dockerd.log'),
    socket: at('var/run/docker.sock'),
  };
}

/** The process that Golive started by hand and left running; undefined where there is none. */
export function ownDaemon(machine: Machine): number | undefined {
  const { pidFile, data } = daemonPlaces(machine);
  try {
    const id = Number(readFileSync(pidFile, 'utf8'));
    // A number may be dealt again: by its own folder it is known.
    return readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(data) ? id : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Starts the engine: by systemd where it runs, else by hand. It outlives this process on purpose, as a service of the
 * machine does: who wants it gone ends the process whose id is in /run/golive-docker.pid.
 * @param answers What the engine says of itself, or undefined while it does not answer.
 * @throws StackError `not-ready` with the last lines that it logged.
 */
export async function startDaemon(
  machine: Machine,
  answers: () => Promise<string | undefined>,
): Promise<void> {
  if ((await answers()) !== undefined) return;
  const program = daemonProgram(machine);
  if (program === undefined)
    throw new StackError('missing-tool', 'expected dockerd to be installed, got none');
  const places = daemonPlaces(machine);
  const ended = existsSync(join(machine.systemRoot, 'run/systemd/system'))
    ? await startByService(machine)
    : await startByHand(machine, program);
  const deadline = performance.now() + readyLimitMs;
  while ((await answers()) === undefined) {
    const status = ended();
    const isLate = performance.now() > deadline;
    if (status === undefined && !isLate) await delay(100);
    else {
      const why = status ?? `no answer within ${readyLimitMs / 1000} s`;
      throw new StackError(
        'not-ready',
        `expected dockerd to answer on ${places.socket}, got ${why}: ${await tail(places.log)}`,
      );
    }
  }
}

async function startByService(machine: Machine): Promise<() => string | undefined> {
  const options = { environment: machine.environment, silenceLimitMs: readyLimitMs };
  const { exitCode, output } = await runProgram('systemctl', ['start', 'docker'], options);
  const failure = exitCode === 0 ? undefined : `systemctl start docker: ${lastLines(output, 3)}`;
  return () => failure;
}

async function startByHand(machine: Machine, program: string): Promise<() => string | undefined> {
  const { data, state, pidFile, log, socket } = daemonPlaces(machine);
  for (const folder of [data, state, dirname(log), dirname(socket)]) await mkdir(folder, { recursive: true });
  const file = await open(log, 'w', 0o640);
  const places = [
    '--data-root',
    data,
    '--exec-root',
    state,
    '--pidfile',
    pidFile,
    '--host',
    `unix://${socket}`,
  ];
  let status: string | undefined;
  try {
    const child = spawn(program, places, {
      cwd: '/',
      env: daemonEnvironment(machine),
      stdio: ['ignore', file.fd, file.fd],
      detached: true,
    });
    child.once('error', (error) => (status = error.message));
    child.once('exit', (code, signal) => (status = `its end (${signal ?? code})`));
    child.unref();
  } finally {
    await file.close();
  }
  return () => status;
}

/** Nothing of a run goes to it: by the marks in its environment a run's children are ended when the run ends. */
function daemonEnvironment(machine: Machine): Record<string, string | undefined> {
  const kept = /^(PATH|HOME|LANG|TZ|SSL_CERT_\w+|https?_proxy|no_proxy)$/i;
  return Object.fromEntries(Object.entries(machine.environment).filter(([name]) => kept.test(name)));
}

async function tail(log: string): Promise<string> {
  const text = await readFile(log, 'utf8').catch(() => '');
  return lastLines(text, 4) || 'nothing was logged';
}
