import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, utimes } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { StartedStack } from '../stack/started-stack.ts';
import type { Rotation } from '../targets/schema/operations.ts';
import { artifactFiles, type Artifact } from './artifact.ts';
import { backupName, backupTime } from './backup-names.ts';
import { runTeamCommand, type CommandEnd } from './team-command.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** An older backup that lay in the store before the run, and what became of it. */
export interface OldBackup {
  readonly name: string;
  readonly ageMs: number;
  readonly became: 'kept' | 'changed' | 'gone';
}

/** What one scheduled run left in a store that held older backups. */
export interface RotationSeen {
  readonly end: CommandEnd;
  /** Names in the store afterwards. */
  readonly present: readonly string[];
  /** The newest backup with something in it; null where there is none. */
  readonly newest: { readonly name: string; readonly ageMs: number } | null;
  /** Empty where the first run left nothing that could be made older. */
  readonly old: readonly OldBackup[];
}

interface Store {
  readonly folder: string;
  readonly kind: Artifact['kind'];
  readonly rotation: Rotation;
}

/** Ages around both limits of the plan: a backup that is just too old to be the newest, one within, two beyond. */
const agesMs = ({ newestWithinMs, keepDays }: Rotation): readonly number[] => [
  newestWithinMs.value + hourMs,
  keepDays.value * dayMs - hourMs,
  (keepDays.value + 1) * dayMs + hourMs,
  (keepDays.value + 60) * dayMs,
];

/**
 * Runs the team's scheduled command twice: once to have a backup, which is then laid back in the store under older
 * names and times, and once to see what it adds and what it removes.
 */
export async function tryRotation(
  stack: Pick<StartedStack, 'operate' | 'target'>,
  folder: string,
  rotation: Rotation,
  signal?: AbortSignal,
): Promise<RotationSeen> {
  const store: Store = {
    folder: join(folder, 'store'),
    kind: stack.target.operations.artifact,
    rotation,
  };
  await mkdir(store.folder, { recursive: true });
  const run = () =>
    runTeamCommand((command) => stack.operate(command), rotation.run, { store: store.folder }, signal);
  const first = await run();
  const made = first.exitCode === 0 ? await newestIn(store) : null;
  if (made === null) return await seen(store, first, []);
  const template = join(folder, 'template');
  await rename(join(store.folder, made.name), template);
  const planted = await plantOlder(store, template);
  return await seen(store, await run(), planted);
}

interface Planted {
  readonly name: string;
  readonly ageMs: number;
  readonly digest: string;
}

async function plantOlder(store: Store, template: string): Promise<readonly Planted[]> {
  const digest = await digestOf({ path: template, kind: store.kind });
  const planted: Planted[] = [];
  for (const ageMs of agesMs(store.rotation)) {
    const atMs = Date.now() - ageMs;
    const name = backupName(store.rotation.name, atMs);
    const artifact: Artifact = { path: join(store.folder, name), kind: store.kind };
    await cp(template, artifact.path, { recursive: true });
    const files = (await artifactFiles(artifact)).map(({ path }) => path);
    for (const path of new Set([...files, artifact.path])) await utimes(path, atMs / 1000, atMs / 1000);
    planted.push({ name, ageMs, digest });
  }
  return planted;
}

async function seen(store: Store, end: CommandEnd, planted: readonly Planted[]): Promise<RotationSeen> {
  const present = await readdir(store.folder);
  const old: OldBackup[] = [];
  for (const { name, ageMs, digest } of planted) {
    const artifact: Artifact = { path: join(store.folder, name), kind: store.kind };
    const kept = present.includes(name);
    const became = !kept ? 'gone' : (await digestOf(artifact)) === digest ? 'kept' : 'changed';
    old.push({ name, ageMs, became });
  }
  return { end, present: present.sort(), newest: await newestIn(store), old };
}

async function newestIn({ folder, kind, rotation }: Store): Promise<RotationSeen['newest']> {
  const found: { name: string; ageMs: number }[] = [];
  for (const name of await readdir(folder)) {
    const atMs = backupTime(rotation.name, name);
    const files = await artifactFiles({ path: join(folder, name), kind });
    if (atMs === null || !files.some(({ sizeBytes }) => sizeBytes > 0)) continue;
    found.push({ name, ageMs: Math.max(0, Date.now() - atMs) });
  }
  return found.sort((a, b) => a.ageMs - b.ageMs)[0] ?? null;
}

async function digestOf(artifact: Artifact): Promise<string> {
  const files = [...(await artifactFiles(artifact))].sort((a, b) => (a.path < b.path ? -1 : 1));
  const hash = createHash('sha256');
  for (const { path, sizeBytes } of files) {
    hash.update(`${relative(artifact.path, path)} ${sizeBytes}\n`);
    hash.update(await readFile(path));
  }
  return hash.digest('hex');
}
