import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { environment } from '../../environment.ts';
import { childModule } from '../../process/child-module.ts';
import { findDocker, currentMachine } from '../../tools/index.ts';
import { findOnPath } from '../../tools/path-search.ts';
import { StackError } from '../../stack-error.ts';
import type { Rehearsal, RehearsalEnd, RehearsalOptions } from '../../stack-driver.ts';
import { envFile } from '../compose/env-file.ts';
import { askEngine } from '../engine/engine-socket.ts';
import { labelNames, labelsOf } from '../engine/labels.ts';
import { findLabelled } from '../engine/labelled-things.ts';
import { removeStack, type DockerGround } from '../ground.ts';
import { readNotes, type RehearsalSettings } from './rehearsal.ts';

const own = /^(?:PATH|HOME)=/u;
const settlesInMs = 5_000;
const shownCharacters = 300;

/**
 * Lays down what a documented procedure needs to be played with real containers: a `docker` that keeps to a project of
 * the run's own, beside the empty services of a stack. @throws StackError `missing-tool` without the engine's client
 */
export async function rehearse(
  { options, place }: Pick<DockerGround, 'options' | 'place'>,
  { folder, checkout, environmentFile, environment: environmentToo = {} }: RehearsalOptions,
): Promise<Rehearsal> {
  const { run } = options.reaper;
  const stack = `${options.name}-documented`;
  const machine = currentMachine(environment.inherited);
  const { host } = await findDocker(machine);
  const docker = findOnPath(machine, ['docker']);
  if (docker === undefined) throw new StackError('missing-tool', 'expected docker on the PATH, got none');
  const things = await findLabelled(run);
  const programs = join(folder, 'containers');
  const settings: RehearsalSettings = {
    ...{ docker, checkout, folder: programs },
    environment: { ...environment.forEngine, DOCKER_HOST: host },
    project: `golive-${stack}-${run.slice(-8).replaceAll(/[^a-z0-9]/gu, '')}`,
    labels: await labelsOf(run, stack),
    label: `${labelNames.run}=${run}`,
    networks: things
      .filter(({ kind, labels }) => kind === 'network' && labels[labelNames.stack] === options.name)
      .map(({ name }) => name),
  };
  await layShims(programs, settings);
  const told = (await readFile(join(place.folder, 'application.env'), 'utf8')).split('\n');
  const text = `${told.filter((line) => !own.test(line)).join('\n')}${envFile(environmentToo)}`;
  const environmentCopy = join(programs, 'environment');
  const copies = [
    environmentCopy,
    ...(environmentFile === undefined ? [] : [join(checkout, environmentFile)]),
  ];
  for (const copy of copies) {
    await mkdir(dirname(copy), { recursive: true });
    await writeFile(copy, text, { mode: 0o600 });
  }
  return {
    programs,
    environmentFile: environmentCopy,
    ended: () => ended(settings),
    async [Symbol.asyncDispose]() {
      await removeStack(run, stack, ['container', 'network', 'volume', 'image']);
    },
  };
}

async function layShims(programs: string, settings: RehearsalSettings): Promise<void> {
  await mkdir(programs, { recursive: true });
  const file = join(programs, 'settings.json');
  await writeFile(file, JSON.stringify(settings), { mode: 0o600 });
  const shim = childModule('./main', import.meta.url);
  for (const [name, word] of [
    ['docker', ''],
    ['docker-compose', ' compose'],
  ] as const) {
    await writeFile(
      join(programs, name),
      `#!/bin/sh\nexec "${process.execPath}" "${shim}" "${file}"${word} "$@"\n`,
    );
    await chmod(join(programs, name), 0o755);
  }
}

async function ended(settings: RehearsalSettings): Promise<RehearsalEnd> {
  const notes = await readNotes(settings.folder);
  const of = (kind: (typeof notes)[number]['kind']) => notes.filter((noted) => noted.kind === kind);
  const texts = (kind: (typeof notes)[number]['kind']) => [...new Set(of(kind).map(({ text }) => text))];
  const isStopped = ['missing', 'refused'].some((kind) => notes.some((noted) => noted.kind === kind));
  // What falls over does so in its first moments.
  if (!isStopped) await pause(settlesInMs);
  return {
    calls: of('called').map(({ text }) => text),
    missing: of('missing').map(({ text, by }) => `${text} (${by})`),
    refused: texts('refused'),
    standIns: [...new Set(of('stands-in').map(({ text, by }) => `${by} for ${text}`))],
    ...(await servicesOf(settings.project)),
  };
}

const containersSchema = z.array(
  z.object({
    Id: z.string(),
    State: z.string(),
    Status: z.string(),
    Labels: z.record(z.string(), z.string()),
  }),
);

/** Each service by what its container does; one that has done its work and ended with 0 is as it should be. */
async function servicesOf(project: string): Promise<Pick<RehearsalEnd, 'running' | 'notRunning'>> {
  const label = [`com.docker.compose.project=${project}`, 'com.docker.compose.oneoff=False'];
  const filters = encodeURIComponent(JSON.stringify({ label }));
  const { body } = await askEngine('GET', `/containers/json?all=1&filters=${filters}`);
  const running: string[] = [];
  const notRunning: string[] = [];
  for (const { Id, State, Status, Labels } of containersSchema.parse(JSON.parse(body))) {
    const service = Labels['com.docker.compose.service'] ?? Id.slice(0, 12);
    const restarts = await restartsOf(Id);
    // One that falls over again and again runs between its falls.
    const isWell = State === 'running' && restarts === 0 && !Status.includes('unhealthy');
    if (isWell) running.push(service);
    else if (!/^Exited \(0\)/u.test(Status)) {
      const again = restarts === 0 ? '' : `, fell over ${restarts} times`;
      notRunning.push(`${service}: ${Status}${again}${await lastWords(Id)}`);
    }
  }
  return { running, notRunning };
}

async function restartsOf(id: string): Promise<number> {
  const { body } = await askEngine('GET', `/containers/${id}/json`);
  return z.object({ RestartCount: z.number() }).parse(JSON.parse(body)).RestartCount;
}

async function lastWords(id: string): Promise<string> {
  const { body } = await askEngine('GET', `/containers/${id}/logs?stdout=1&stderr=1&tail=5`);
  // Each piece has a head of eight bytes.
  const words = body
    .replaceAll(/[\u0001\u0002]\0{3}[^]{4}/gu, '')
    .trim()
    .slice(-shownCharacters);
  return words === '' ? '' : `; it said last: ${words}`;
}
