import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StackError } from '../../stack-error.ts';
import type { PrepareContext } from '../recipe.ts';
import { takeLock } from './build-lock.ts';
import { buildPart } from './build-part.ts';
import type { BuildPlan } from './build-plan.ts';
import { readRecord, writeRecord, type BuildRecord } from './build-record.ts';
import { toolsInWords, toolsOf, type PartTools } from './build-tools.ts';
import { moveMade, partsFolderOf, readPart, writePart, type BuiltPart } from './kept-parts.ts';
import { digestOfFiles, layFiles, sourceFilesOf } from './lay-source.ts';
import { removeStaleBuilds } from './remove-stale-builds.ts';

/** A change of how builds are made makes all of them anew. */
const format = 1;

/** A release that Golive has installed and built itself. */
export interface BuiltRelease {
  /** In the cache; nobody writes to it. */
  readonly folder: string;
  /** SHA-256 of the source that it was made of, whoever makes it. */
  readonly digest: string;
  readonly record: BuildRecord;
}

interface Work {
  readonly title: string;
  readonly plan: BuildPlan;
  readonly checkout: string;
  readonly files: readonly string[];
  readonly tools: readonly PartTools[];
  /** Where the build will lie. */
  readonly folder: string;
  readonly context: PrepareContext;
}

/**
 * Installs and builds a copy of a checkout in the cache, once for each source and each set of tools; the checkout itself
 * is only read. @throws StackError `missing-source` for a folder that is no such checkout, `missing-tool`,
 * `build-failed` with the command, its exit code, its last lines and its log.
 */
export async function buildRelease(
  { title, build: plan }: { readonly title: string; readonly build: BuildPlan },
  checkout: string,
  context: PrepareContext,
): Promise<BuiltRelease> {
  const missing = plan.sourceFiles.find((file) => !existsSync(join(checkout, file)));
  if (missing !== undefined) {
    throw new StackError(
      'missing-source',
      `expected a checkout of ${title} in ${checkout}, got no ${missing}`,
    );
  }
  const { run, report, builds } = context;
  const files = await sourceFilesOf(checkout, run);
  const digest = await digestOfFiles(checkout, files);
  const tools = await Promise.all(plan.parts.map((part) => toolsOf(part, checkout, run)));
  const folder = join(builds.folder, `${plan.name}-${keyOf(plan, digest, tools)}`);
  const known = await readRecord(folder);
  if (known !== undefined) {
    report(`using the build of ${title} in Golive’s cache: ${folder}`);
    return { folder, digest, record: known };
  }
  await mkdir(builds.folder, { recursive: true });
  await using _ = await takeLock(`${folder}.lock`, report);
  const meanwhile = await readRecord(folder);
  if (meanwhile !== undefined) return { folder, digest, record: meanwhile };
  const record = await make({ title, plan, checkout, files, tools, folder, context });
  await removeStaleBuilds(builds.folder);
  return { folder, digest, record };
}

function keyOf(plan: BuildPlan, digest: string, tools: readonly PartTools[]): string {
  const told = JSON.stringify(
    [format, digest, plan, tools, process.platform, process.arch],
    (_, value: unknown) => (value instanceof RegExp ? value.source : value),
  );
  return createHash('sha256').update(told).digest('hex').slice(0, 16);
}

/** It appears at its place whole, or not at all. */
async function make(work: Work): Promise<BuildRecord> {
  const { title, plan, checkout, files, tools, folder, context } = work;
  context.report(`${title}: installing and building a copy of ${checkout}, which is not written to`);
  const draft = await context.builds.draft();
  const release = join(draft, 'release');
  const log = `${folder}.log`;
  await writeFile(log, '');
  const lay = (into: string): Promise<void> => layFiles(checkout, files, into);
  const kept = partsFolderOf(folder);
  const parts: BuiltPart[] = [];
  for (const [at, part] of plan.parts.entries()) {
    const { run, report } = context;
    const into = join(kept, String(at));
    const known = await readPart(into);
    if (known !== undefined) report(`${title}, ${part.name}: made before a build was interrupted`);
    const own = tools[at] ?? { inPlaceOf: [] };
    const options = {
      title,
      checkout,
      tools: own,
      lay,
      draft,
      release: into,
      place: folder,
      log,
      run,
      report,
    };
    const built = known ?? (await buildPart(part, options));
    if (known === undefined) await writePart(into, built);
    parts.push(built);
  }
  await lay(release);
  for (const [at, part] of plan.parts.entries()) await moveMade(part, join(kept, String(at)), release);
  await rm(kept, { recursive: true, force: true });
  const record = recordOf(work, parts);
  await writeRecord(release, record);
  // What is there is not whole: it would have been used.
  await rm(folder, { recursive: true, force: true });
  await rename(release, folder);
  // Tens of thousands of files: the run's end is not kept waiting for them.
  await rm(draft, { recursive: true, force: true });
  return record;
}

function recordOf({ plan, tools }: Work, built: readonly BuiltPart[]): BuildRecord {
  const with_ = plan.parts.map((part, at) => {
    const seconds = built[at]?.seconds.toFixed(0) ?? '?';
    return `${part.name} with ${toolsInWords(tools[at] ?? { inPlaceOf: [] })} in ${seconds} s`;
  });
  const scripts = plan.parts.flatMap((part) => part.scripts ?? []);
  const but = scripts.length === 0 ? '' : `, but of ${scripts.join(', ')}, compiled from its own source`;
  return {
    notes: [
      `installed and built by Golive in its own cache: ${with_.join('; ')}`,
      `packages came from the registries that this machine is set up with; no install script of a package was run${but}`,
      ...plan.parts.flatMap(({ standIns = [] }) => standIns.map(({ says }) => says)),
    ],
    repaired: [...tools.flatMap(({ inPlaceOf }) => inPlaceOf), ...built.flatMap(({ repaired }) => repaired)],
    parts: built.map(({ documented }) => documented),
  };
}
