import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StackError } from '../../stack-error.ts';
import type { Report, Run } from '../recipe.ts';
import type { BuildPart } from './build-plan.ts';
import type { PartTools } from './build-tools.ts';
import { commandEnvironment, environmentFolder, scriptEnvironment } from './command-environment.ts';
import { isInstall, readPlace, type Said } from './documented-commands.ts';
import { layStandIns, makeEnvironment, movePrograms, registryOf } from './part-surroundings.ts';
import { moveMade, readDocumented, writeDocumented, type BuiltPart } from './kept-parts.ts';
import { isOfTheMachine, runLogged, type Ended, type LoggedPlace } from './run-logged.ts';

export interface PartOptions {
  readonly title: string;
  readonly checkout: string;
  readonly tools: PartTools;
  /** Lays a fresh copy of the source into an empty folder. */
  readonly lay: (folder: string) => Promise<void>;
  /** What is tried lies here, and is thrown away. */
  readonly draft: string;
  /** What was made is moved here… */
  readonly release: string;
  /** …and will lie here. */
  readonly place: string;
  readonly log: string;
  readonly run: Run;
  readonly report: Report;
}

/** Where one part is tried. */
interface Workshop {
  readonly folder: string;
  /** Commands that have installed what lies there. */
  installed: string[];
}

const installedFolders = ['node_modules', environmentFolder] as const;

interface Tried {
  /** The command that ended it, or undefined where all is there. */
  readonly failed: Ended | undefined;
  readonly seconds: number;
}

/**
 * Installs and builds one part: by its documents' commands first, then with the least change that leads to what it
 * makes. @throws StackError `build-failed` where nothing does, or where it was the machine that failed.
 */
export async function buildPart(part: BuildPart, options: PartOptions): Promise<BuiltPart> {
  const workshop: Workshop = { folder: join(options.draft, 'try'), installed: [] };
  const known = await readDocumented(options.release);
  const { documented, seconds: spent } = known ?? (await asDocumented(part, workshop, options));
  if (documented.outcome === 'worked') return { documented, repaired: [], seconds: spent };
  if (documented.outcome === 'failed') await writeDocumented(options.release, { documented, seconds: spent });
  let seconds = spent;
  let failed: Ended | undefined;
  for (const { says, commands } of part.repairs) {
    const tried = await attempt(part, commands, workshop, options);
    seconds += tried.seconds;
    failed = tried.failed;
    if (failed === undefined) return { documented, repaired: [says], seconds };
  }
  if (failed !== undefined) throw failure(options, part, failed, '');
  throw failure(options, part, undefined, documented.why ?? '');
}

/** The documents' own commands, word for word. */
async function asDocumented(
  part: BuildPart,
  workshop: Workshop,
  options: PartOptions,
): Promise<Pick<BuiltPart, 'documented' | 'seconds'>> {
  const words = await Promise.all(part.documented.map((place) => readPlace(options.checkout, place)));
  const said = words.filter((one) => one !== undefined);
  const about = { name: part.name, commands: said.map(({ text, source }) => `\`${text}\` (${source})`) };
  if (said.length < words.length) {
    const files = part.documented.filter((_, at) => words[at] === undefined).map(({ file }) => file);
    const why = `expected a command to build by in ${files.join(', ')}, got none`;
    return { documented: { ...about, outcome: 'open', why }, seconds: 0 };
  }
  const commands = said.map(({ text }) => text);
  const { failed, seconds } = await attempt(part, commands, workshop, options);
  if (failed === undefined) return { documented: { ...about, outcome: 'worked', why: null }, seconds };
  return { documented: { ...about, ...judged(failed, said) }, seconds };
}

function judged(
  failed: Ended,
  said: readonly Said[],
): { readonly outcome: 'failed' | 'open'; readonly why: string } {
  const source = said.find(({ text }) => text === failed.command)?.source ?? '';
  const why = `\`${failed.command}\` (${source}) ended with ${failed.exitCode}: ${failed.said}`;
  // By its own size or reach this machine can fail what would work elsewhere.
  return { outcome: isOfTheMachine(failed) ? 'open' : 'failed', why };
}

async function attempt(
  part: BuildPart,
  commands: readonly string[],
  workshop: Workshop,
  options: PartOptions,
): Promise<Tried> {
  const { draft, tools, run, report, log } = options;
  await clearWorkshop(workshop, part, commands, options);
  const folder = join(workshop.folder, part.folder);
  const place: LoggedPlace = { run, report, title: `${options.title}, ${part.name}`, folder, log };
  const standIns = await layStandIns(part, draft);
  const registryHost = await registryOf(tools, folder, run);
  let seconds = 0;
  for (const command of commands.slice(workshop.installed.length)) {
    const install = isInstall(command);
    const environment = commandEnvironment(command, { tools, folder, registryHost, standIns });
    const waitsFor = install ? registryInWords(command) : 'its own work';
    const ended = await runLogged(place, command, { waitsFor, environment });
    seconds += ended.seconds;
    if (install && ended.exitCode !== 0 && isOfTheMachine(ended)) throw failure(options, part, ended, '');
    if (ended.exitCode !== 0) return { failed: ended, seconds };
    if (!install) continue;
    if (workshop.installed.length === 0) seconds += await compileScripts(part, place, environment, options);
    workshop.installed.push(command);
  }
  const missing = part.makes.find((made) => !existsSync(join(folder, made)));
  if (missing !== undefined) {
    const command = commands.at(-1) ?? '';
    return { failed: { command, exitCode: 0, seconds: 0, said: `it made no ${missing}` }, seconds };
  }
  await take(part, workshop.folder, options);
  return { failed: undefined, seconds };
}

/** Of the packages that are named, and of no other. */
async function compileScripts(
  part: BuildPart,
  place: LoggedPlace,
  environment: Readonly<Record<string, string>>,
  options: PartOptions,
): Promise<number> {
  if (part.scripts === undefined) return 0;
  const compiled = await runLogged(place, `npm rebuild ${part.scripts.join(' ')}`, {
    waitsFor: 'the compiler',
    environment: { ...environment, npm_config_ignore_scripts: 'false', ...scriptEnvironment(options.tools) },
  });
  if (compiled.exitCode === 0) return compiled.seconds;
  throw failure(options, part, compiled, 'it needs a C++ compiler, make and Python');
}

/** A fresh copy of the source; what the very same commands have installed before stays beside it. */
async function clearWorkshop(
  workshop: Workshop,
  part: BuildPart,
  commands: readonly string[],
  { draft, tools, run, lay }: PartOptions,
): Promise<void> {
  const folder = join(workshop.folder, part.folder);
  const aside = join(draft, 'installed');
  const isSame = workshop.installed.length > 0 && workshop.installed.every((one, at) => commands[at] === one);
  const kept = isSame ? installedFolders.filter((name) => existsSync(join(folder, name))) : [];
  await mkdir(aside, { recursive: true });
  for (const name of kept) await rename(join(folder, name), join(aside, name));
  await rm(workshop.folder, { recursive: true, force: true });
  await lay(workshop.folder);
  for (const name of kept) await rename(join(aside, name), join(folder, name));
  if (isSame) return;
  workshop.installed = [];
  if (tools.python !== undefined) await makeEnvironment(tools.python.program, folder, run);
}

const registryInWords = (command: string): string =>
  /\bnpm\b/u.test(command) ? 'the npm registry' : 'the Python package index';

function failure(
  { title, log }: PartOptions,
  part: BuildPart,
  failed: Ended | undefined,
  more: string,
): StackError {
  const what = failed === undefined ? 'its documented commands' : `\`${failed.command}\``;
  const got = failed === undefined ? [] : [`exit code ${failed.exitCode}; it said last:`, failed.said];
  const said = [...got, more].filter((text) => text !== '').join('\n');
  return new StackError(
    'build-failed',
    `${title}, ${part.name}: expected ${what} to make ${part.makes.join(', ')}, got ${said}\nthe whole log: ${log}`,
  );
}

/** Moves what was made into the release, and leaves the rest of what the commands did behind. */
async function take(part: BuildPart, workshop: string, { release, place }: PartOptions): Promise<void> {
  const folder = join(workshop, part.folder);
  if (part.makes.includes(environmentFolder)) {
    await movePrograms(join(folder, environmentFolder), folder, join(place, part.folder));
  }
  await moveMade(part, workshop, release);
}
