import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { environment } from '../../environment.ts';
import { openDockerClient } from '../../images/docker-client.ts';
import { lendImage } from '../../images/lend-image.ts';
import { currentMachine } from '../../tools/index.ts';
import { runProgram } from '../../tools/run-program.ts';
import {
  asksOfItself,
  namesFiles,
  reachesOut,
  splitCompose,
  tamed,
  usualFiles,
  type ComposeCall,
} from './compose-call.ts';
import {
  composeConfigSchema,
  dangersOf,
  dockerfileOf,
  overrideOf,
  type ComposeConfig,
} from './compose-config.ts';
import { basesOf, standingOn } from './dockerfile.ts';
import { note, readNotes, rehearsalSchema, type RehearsalSettings } from './rehearsal.ts';

/** As of sysexits: the run refuses, or cannot have, what was asked for. */
const notHere = 75;
const configLimitMs = 60_000;
const say = (line: string): void => void process.stderr.write(`golive: ${line}\n`);

/**
 * Stands for `docker` where a documented procedure is played: Compose's commands go to the engine in a project of the
 * run's own, others only where they touch nothing else. Its first word is the file of its settings.
 */
async function main([file = '', ...words]: readonly string[]): Promise<number> {
  const settings = rehearsalSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  await note(settings.folder, { kind: 'called', text: `docker ${words.join(' ')}` });
  if (words[0] === 'compose') return compose(settings, splitCompose(words.slice(1)));
  const named = (await readNotes(settings.folder)).filter(({ kind }) => kind === 'container');
  const containers = Object.fromEntries(named.map(({ text, by }) => [text, by]));
  const meant = tamed(words, { containers, label: settings.label });
  if (meant !== undefined) return run(settings, meant);
  return refuse(settings, `docker ${words.join(' ')}: it may touch what is not of this run`);
}

async function compose(settings: RehearsalSettings, call: ComposeCall): Promise<number> {
  const { project, folder } = settings;
  if (asksOfItself(call)) return run(settings, ['compose', ...call.before, ...call.command]);
  const out = reachesOut(call);
  if (out !== undefined)
    return refuse(settings, `docker compose ${call.command.join(' ')}: ${out} reaches beyond this run`);
  const before = [...(namesFiles(call) ? [] : found()), ...call.before];
  const own = ['compose', '--project-name', project, ...before];
  const asked = { environment: seenBy(settings), silenceLimitMs: configLimitMs };
  const read = await runProgram(settings.docker, [...own, 'config', '--format', 'json'], asked);
  if (read.exitCode !== 0) {
    say(read.output.trim());
    return read.exitCode ?? 1;
  }
  const config = composeConfigSchema.parse(JSON.parse(read.output.slice(read.output.indexOf('{'))));
  const dangers = dangersOf(config, settings);
  if (dangers.length > 0) return refuse(settings, dangers.join('; '));
  const images: Record<string, string> = {};
  for (const reference of await imagesOf(config)) {
    const docker = await openDockerClient(currentMachine(seenBy(settings)));
    const lent = await lendImage(reference, { docker, report: say });
    if (lent.outcome === 'missing') {
      await note(folder, { kind: 'missing', text: reference, by: lent.why });
      say(`${reference} cannot be had: ${lent.why}`);
      return notHere;
    }
    if (lent.outcome !== 'stands-in') continue;
    images[reference] = lent.reference;
    await note(folder, { kind: 'stands-in', text: reference, by: lent.reference });
  }
  // All are here, and a local one is in no registry.
  if (call.command[0] === 'pull') return 0;
  const dockerfiles = await writeDockerfiles(config, images, folder);
  for (const [name, { container_name: container }] of Object.entries(config.services)) {
    if (container === undefined) continue;
    await note(folder, { kind: 'container', text: container, by: `${project}-${name}-1` });
  }
  const override = join(folder, 'override.yml');
  const { labels, networks } = settings;
  await writeFile(override, overrideOf(config, { labels, networks, images, dockerfiles }));
  return run(settings, [...own, '--file', override, ...call.command]);
}

function found(): readonly string[] {
  const [file, over] = usualFiles.find(([name]) => existsSync(name)) ?? [];
  if (file === undefined || over === undefined) return [];
  return ['--file', file, ...(existsSync(over) ? ['--file', over] : [])];
}

async function imagesOf({ services }: ComposeConfig): Promise<readonly string[]> {
  const each = Object.values(services).map(async ({ image, build }) => {
    if (build === undefined) return image === undefined ? [] : [image];
    return basesOf(await readFile(dockerfileOf(build), 'utf8').catch(() => ''), build.args ?? {});
  });
  return [...new Set((await Promise.all(each)).flat())];
}

async function writeDockerfiles(
  { services }: ComposeConfig,
  images: Readonly<Record<string, string>>,
  folder: string,
): Promise<Readonly<Record<string, string>>> {
  const written: Record<string, string> = {};
  for (const [name, { build }] of Object.entries(services)) {
    if (build === undefined) continue;
    const text = await readFile(dockerfileOf(build), 'utf8').catch(() => '');
    const other = standingOn(text, images, build.args ?? {});
    if (other === text) continue;
    const file = join(folder, `${name}.Dockerfile`);
    await writeFile(file, other);
    written[name] = file;
  }
  return written;
}

async function refuse({ folder }: RehearsalSettings, why: string): Promise<number> {
  await note(folder, { kind: 'refused', text: why });
  say(`not played: ${why}`);
  return notHere;
}

async function run(settings: RehearsalSettings, words: readonly string[]): Promise<number> {
  const child = spawn(settings.docker, words, { stdio: 'inherit', env: seenBy(settings) });
  const [code] = (await once(child, 'close')) as [number | null];
  return code ?? 1;
}

/** With the path of the run, on which the engine's own client is, in the place of the procedure's, on which this is. */
const seenBy = (settings: RehearsalSettings) => ({ ...environment.inherited, ...settings.environment });

process.exitCode = await main(process.argv.slice(2));
