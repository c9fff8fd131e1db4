import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StackError } from '../stack-error.ts';
import type { BuildPlan } from './build/build-plan.ts';
import { buildRelease } from './build/build-release.ts';
import { applyPatch, digestOfParts, releaseHere, type PlacedRelease } from './built-checkout.ts';
import type { Prepared, PrepareContext, SourcePatch } from './recipe.ts';

/** What a checkout of an application is once its owner has installed and built it. */
export interface BuiltTree {
  /** As people call it. */
  readonly title: string;
  /** What is there once it is built; the first that is not is named. */
  readonly builtFiles: readonly string[];
  /** Where its owner may have put Python's packages, and the programs of theirs that it is started by. */
  readonly python?: { readonly environments: readonly string[]; readonly programs: readonly string[] };
  /** Everything that decides how the release behaves; dependencies are pinned by files of these. */
  readonly parts: readonly string[];
  /** Files and folders of these names are no part of it. */
  readonly leftOut: ReadonlySet<string>;
  /** Folders that are large and only read: a patched copy links to them. */
  readonly linked?: readonly string[];
  /** What lies elsewhere would have to be built again. */
  readonly patchedBelow: string;
  /** Which of its own documents builds it, in words that end “install and build it as …”. */
  readonly builtBy: string;
  /** How Golive installs and builds a copy, where the checkout is not built. Without it the owner has to. */
  readonly build?: BuildPlan;
}

/** @throws StackError `missing-source` naming the first thing that a built checkout would have. */
export function requireBuilt(tree: BuiltTree, source: string | undefined): string {
  const folder = requireSource(tree, source);
  const missing = missingFrom(tree, folder);
  if (missing === undefined) return folder;
  throw new StackError(
    'missing-source',
    `expected a built checkout of ${tree.title} in ${folder}, got none of ${missing}: ` +
      `install and build it as ${tree.builtBy}, then run this again`,
  );
}

function requireSource({ title, build }: BuiltTree, source: string | undefined): string {
  if (source !== undefined) return source;
  const wanted = build === undefined ? `a built checkout of ${title}` : `a checkout of ${title}`;
  throw new StackError('missing-source', `expected --source DIR with ${wanted}, got none`);
}

function missingFrom(tree: BuiltTree, source: string): string | undefined {
  return tree.builtFiles.find((file) => !existsSync(join(source, file))) ?? missingPython(tree, source);
}

function missingPython({ python }: BuiltTree, source: string): string | undefined {
  if (python === undefined) return undefined;
  const isWhole = (folder: string): boolean =>
    python.programs.every((program) => existsSync(join(source, folder, 'bin', program)));
  if (python.environments.some(isWhole)) return undefined;
  return `${python.environments.join(' or ')} with bin/${python.programs.join(', bin/')}`;
}

interface More {
  readonly repaired: readonly string[];
  /** What its owner had to do besides, where it was built already. */
  readonly ownersRepairs?: readonly string[];
  readonly versionOf?: (folder: string) => Promise<string>;
}

/**
 * The release that is started: the checkout itself where its owner has built it, else what Golive builds of it in its
 * cache; or a throw-away copy with the patches in it.
 */
export async function prepareBuilt(
  tree: BuiltTree,
  context: PrepareContext,
  { repaired, ownersRepairs = [], versionOf }: More,
): Promise<Prepared> {
  const source = requireSource(tree, context.source);
  const { build } = tree;
  if (build === undefined || missingFrom(tree, source) === undefined) {
    requireBuilt(tree, source);
    context.report(`using the built checkout ${source}; it is not written to`);
    const started = await startedFrom(tree, source, context);
    const version = (await versionOf?.(started.folder)) ?? '1.0.0';
    const digest = await digestOfTree(tree, started.folder);
    return { ...started, source, release: { version, digest }, repaired: [...repaired, ...ownersRepairs] };
  }
  const { folder, digest, record } = await buildRelease({ title: tree.title, build }, source, context);
  requireBuilt(tree, folder);
  const started = await startedFrom(tree, folder, context);
  const version = (await versionOf?.(started.folder)) ?? '1.0.0';
  return {
    ...started,
    source,
    release: { version, digest: withPatches(digest, context.patch) },
    repaired: [...repaired, ...record.repaired],
    built: { notes: record.notes, parts: record.parts },
  };
}

async function startedFrom(
  tree: BuiltTree,
  folder: string,
  context: PrepareContext,
): Promise<Pick<Prepared, 'folder' | 'temporary'>> {
  if (context.patch.length === 0) return { folder, temporary: false };
  return { folder: await patchedTree(tree, folder, context), temporary: true };
}

/** A planted fault makes another release of the same source. */
function withPatches(digest: string, patch: readonly SourcePatch[]): string {
  if (patch.length === 0) return digest;
  return createHash('sha256').update(digest).update(JSON.stringify(patch)).digest('hex');
}

/** SHA-256 over the paths and bytes of the release, in the order of their paths. */
export function digestOfTree({ parts, leftOut }: BuiltTree, source: string): Promise<string> {
  return digestOfParts(source, parts, leftOut);
}

/**
 * A throw-away copy with the patches in it; what is only read is linked.
 * @throws StackError `unsupported` for a file that would have to be built again, or where the text to replace is not
 * there exactly once.
 */
export async function patchedTree(
  tree: BuiltTree,
  source: string,
  { cacheFolder, patch }: { readonly cacheFolder: string; readonly patch: readonly SourcePatch[] },
): Promise<string> {
  const copy = join(cacheFolder, `patched-${randomUUID()}`);
  const linked = [...(tree.linked ?? []), ...(tree.python?.environments ?? [])];
  const isLinked = (part: string): boolean => linked.some((folder) => `${part}/`.startsWith(`${folder}/`));
  await copyParts(source, copy, {
    parts: tree.parts.filter((part) => !isLinked(part)),
    leftOut: tree.leftOut,
  });
  for (const folder of linked.filter((one) => existsSync(join(source, one)))) {
    await mkdir(dirname(join(copy, folder)), { recursive: true });
    await symlink(join(source, folder), join(copy, folder));
  }
  for (const one of patch) await applyPatch(copy, one, tree.patchedBelow);
  return copy;
}

/** Copies what is there of these parts; nobody's environment file is taken along but one that is a part by name. */
export async function copyParts(
  from: string,
  to: string,
  { parts, leftOut }: Pick<BuiltTree, 'parts' | 'leftOut'>,
): Promise<void> {
  for (const part of parts.filter((one) => existsSync(join(from, one)))) {
    const root = join(from, part);
    await mkdir(dirname(join(to, part)), { recursive: true });
    await cp(root, join(to, part), {
      recursive: true,
      // In a patched copy a folder may be a link, whose content is meant.
      dereference: true,
      filter: (path) => path === root || !isLeft(path.slice(path.lastIndexOf('/') + 1), leftOut),
    });
  }
}

const isLeft = (name: string, leftOut: ReadonlySet<string>): boolean =>
  leftOut.has(name) || /^\.env(\..*)?$/u.test(name);

/**
 * Lays a release out in a stack's folder once, however often it is asked for. Another one that is put in its place lies
 * beside it, below a folder of its own, and writes where the first one does: `kept` names those folders.
 */
export function oncePerStack<Layout>(
  copyOut: (release: string, folder: string, context: PlacedRelease) => Promise<Layout>,
  kept: readonly string[] = [],
): (context: PlacedRelease) => Promise<Layout> {
  const laidOut = new Map<string, Map<string, Promise<Layout>>>();
  return (context) => {
    const release = releaseHere(context);
    const { folder } = context;
    const releases = laidOut.get(folder) ?? new Map<string, Promise<Layout>>();
    laidOut.set(folder, releases);
    const place = releases.size === 0 ? folder : join(folder, `release-${releases.size + 1}`);
    const layBeside = async (): Promise<Layout> => {
      const layout = await copyOut(release, place, context);
      for (const part of kept) await keep(join(folder, part), join(place, part));
      return layout;
    };
    const started =
      releases.get(release) ?? (place === folder ? copyOut(release, folder, context) : layBeside());
    releases.set(release, started);
    return started;
  };
}

/** What is stored belongs to the stack: a release that is put in place finds it where it looks for it. */
async function keep(stored: string, place: string): Promise<void> {
  await mkdir(stored, { recursive: true });
  await rm(place, { recursive: true, force: true });
  await mkdir(dirname(place), { recursive: true });
  await symlink(stored, place);
}
