import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { validRange } from 'semver';
import { z } from 'zod';
import { applicable } from '../../targets/capabilities.ts';
import type { StatedRuntime } from '../../targets/schema/promises.ts';
import { noDocuments, open, type DocumentQuestion } from './documents-context.ts';
import { judgeRuntime, rangeOf, versionIn, type Demand } from './judge-runtimes.ts';
import { readPlace } from './read-place.ts';

const askLimitMs = 10_000;

const manifestSchema = z.looseObject({ engines: z.record(z.string(), z.string()).optional() });
const lockSchema = z.looseObject({
  packages: z.record(
    z.string(),
    z.looseObject({
      version: z.string().optional(),
      dev: z.boolean().optional(),
      optional: z.boolean().optional(),
      engines: z.unknown().optional(),
    }),
  ),
});
const enginesSchema = z.record(z.string(), z.string());

/** Reads what documents and packages ask for, and what runs. */
export async function askRuntimes(question: DocumentQuestion): Promise<void> {
  const { stack, documents, report, tell } = question;
  const stated = applicable(stack.target.promises.runtimes, 'runtimes');
  if (documents === undefined) return tell(open('versions as required', noDocuments));
  const deployed = await deployedVersions(question);
  for (const runtime of stated) {
    report(`asking which ${runtime.name} runs, and which the documents want`);
    const missing: string[] = [];
    const demands: Demand[] = [];
    for (const place of runtime.required) {
      const said = await readPlace(documents, place);
      const range = said && rangeOf(said.text, place.orLater);
      if (said === undefined || range === undefined) missing.push(place.file);
      else demands.push({ range, source: said.source, ofImage: place.ofImage });
    }
    for (const file of missing) {
      tell(open(`${runtime.name}: a version`, `${file} no longer says which ${runtime.name} it wants`));
    }
    const more = await findMore(documents, runtime);
    const runs =
      deployed === undefined ? await runningVersion(question, runtime) : deployed.get(runtime.name);
    const chosenHere = stack.attached === undefined;
    const seen = { name: runtime.name, runs, chosenHere, documents: [...demands, ...more.documents] };
    for (const row of judgeRuntime({ ...seen, packages: more.packages })) tell(row);
  }
}

/** What nobody had to list: `engines` of the release, and of the packages that it pins. */
async function findMore(
  documents: string,
  { name, manifests, locks }: StatedRuntime,
): Promise<{ readonly documents: readonly Demand[]; readonly packages: readonly Demand[] }> {
  const found: { documents: Demand[]; packages: Demand[] } = { documents: [], packages: [] };
  for (const manifest of manifests) {
    const engines = manifestSchema.parse(
      JSON.parse(await readFile(join(documents, manifest), 'utf8')),
    ).engines;
    const own = engines?.[name];
    if (own !== undefined && validRange(own) !== null) {
      found.documents.push({ range: own, source: `${manifest}, engines` });
    }
  }
  for (const lock of locks) {
    const text = await readFile(join(documents, lock), 'utf8');
    found.packages.push(...demandsOf(name, lock, text));
  }
  return found;
}

/** Packages that are always installed; ranges that nobody can read are passed over. Pure. */
export function demandsOf(name: string, lock: string, text: string): readonly Demand[] {
  const { packages } = lockSchema.parse(JSON.parse(text));
  return Object.entries(packages).flatMap(([path, { version, dev, optional, engines }]) => {
    if (path === '' || dev === true || optional === true) return [];
    const read = enginesSchema.safeParse(engines);
    const range = read.success ? read.data[name] : undefined;
    if (range === undefined || validRange(range) === null) return [];
    return [{ range, source: `${path.split('node_modules/').at(-1) ?? path} ${version ?? ''} of ${lock}` }];
  });
}

async function runningVersion(
  { stack }: DocumentQuestion,
  { name, part, command }: StatedRuntime,
): Promise<string | undefined> {
  const asked = { program: 'sh', arguments: ['-c', command], timeoutMs: askLimitMs };
  if (part === undefined) {
    const { exitCode, stdout } = await stack.operate(asked);
    return exitCode === 0 ? versionIn(stdout) : undefined;
  }
  const component = stack.components.find((one) => one.name === part);
  if (component === undefined) return undefined;
  const { program } = component;
  const runsIt = program !== undefined && basename(program).startsWith(name);
  const own = runsIt ? { program, arguments: ['--version'], timeoutMs: askLimitMs } : asked;
  const { exitCode, stdout, stderr } = await component.exec(own);
  return exitCode === 0 ? versionIn(stdout || stderr) : undefined;
}

/** By name, as the hooks print them; undefined where the run has started the system itself. */
async function deployedVersions({
  stack: { attached },
}: DocumentQuestion): Promise<ReadonlyMap<string, string> | undefined> {
  const command = attached?.hooks.commands.runtimes;
  if (attached === undefined || command === undefined) return undefined;
  const { exitCode, stdout } = await attached.run(command);
  if (exitCode !== 0)
    throw new Error(`commands.runtimes of the hooks: expected exit code 0, got ${exitCode}`);
  return versionsIn(stdout);
}

/** `node v20.11.1`, a line each. Pure. */
export function versionsIn(printed: string): ReadonlyMap<string, string> {
  const lines = printed.split('\n').flatMap((line) => {
    const [name, ...rest] = line.trim().split(/\s+/u);
    const version = versionIn(rest.join(' '));
    return name === undefined || version === undefined ? [] : [[name, version] as const];
  });
  return new Map(lines);
}
