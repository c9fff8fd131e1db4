import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StackError } from '../../stack-error.ts';
import type { Report, Run } from '../recipe.ts';
import type { BuildPart } from './build-plan.ts';
import type { BuildReport } from './build-report.ts';
import type { PartTools } from './build-tools.ts';
import { commandEnvironment, environmentFolder, scriptEnvironment } from './command-environment.ts';
import { isInstall, readPlace, type Said } from './documented-commands.ts';
import { probe } from './interpreter.ts';
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

export interface BuiltPart {
  readonly documented: BuildReport['parts'][number];
  readonly repaired: readonly string[];
  readonly seconds: number;
}

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
  const words = await Promise.all(part.documented.map((place) => readPlace(options.checkout, place)));
  const said = words.filter((one) => one !== undefined);
  const commands = said.map(({ text, source }) => `\`${text}\` (${source})`);
  const unsaid = part.documented.filter((_, at) => words[at] === undefined);
  const about = { name: part.name, commands };
  let failed: Ended | undefined;
  let seconds = 0;
  if (unsaid.length === 0) {
    const tried = await attempt(
      part,
      said.map(({ text }) => text),
      options,
    );
    if (tried.failed === undefined) {
      return { documented: { ...about, outcome: 'worked', why: null }, repaired: [], seconds: tried.seconds };
    }
    ({ failed, seconds } = tried);
  }
  const documented = {
    ...about,
    ...judged(
      failed,
      said,
      unsaid.map(({ file }) => file),
    ),
  };
  for (const { says, commands: others } of part.repairs) {
    const tried = await attempt(part, others, options);
    seconds += tried.seconds;
    failed = tried.failed;
    if (failed === undefined) return { documented, repaired: [says], seconds };
  }
  throw failure(options, part, failed, documented.why ?? '');
}

function judged(
  failed: Ended | undefined,
  said: readonly Said[],
  unsaid: readonly string[],
): { readonly outcome: 'failed' | 'open'; readonly why: string } {
  if (failed === undefined) {
    return { outcome: 'open', why: `expected a command to build by in ${unsaid.join(', ')}, got none` };
  }
  const source = said.find(({ text }) => text === failed.command)?.source ?? '';
  const why = `\`${failed.command}\` (${source}) ended with ${failed.exitCode}: ${failed.said}`;
  // By its own size or reach this machine can fail what would work elsewhere.
  return { outcome: isOfTheMachine(failed) ? 'open' : 'failed', why };
}

async function attempt(part: BuildPart, commands: readonly string[], options: PartOptions): Promise<Tried> {
  const { draft, tools, run, report, log } = options;
  const workshop = join(draft, 'try');
  await rm(workshop, { recursive: true, force: true });
  await options.lay(workshop);
  const folder = join(workshop, part.folder);
  const place: LoggedPlace = { run, report, title: `${options.title}, ${part.name}`, folder, log };
  if (tools.python !== undefined) await makeEnvironment(tools.python.program, folder, run);
  const standIns = await layStandIns(part, draft);
  const registryHost = await registryOf(tools, folder, run);
  const open = new Set(part.scripts ?? []);
  let seconds = 0;
  for (const command of commands) {
    const install = isInstall(command);
    const environment = commandEnvironment(command, { tools, folder, registryHost, standIns });
    const waitsFor = install ? registryInWords(command) : 'its own work';
    const ended = await runLogged(place, command, { waitsFor, environment });
    seconds += ended.seconds;
    if (install && ended.exitCode !== 0 && isOfTheMachine(ended)) throw failure(options, part, ended, '');
    if (ended.exitCode !== 0) return { failed: ended, seconds };
    if (!install || open.size === 0) continue;
    const compile = `npm rebuild ${[...open].join(' ')}`;
    open.clear();
    const compiled = await runLogged(place, compile, {
      waitsFor: 'the compiler',
      environment: { ...environment, npm_config_ignore_scripts: 'false', ...scriptEnvironment(tools) },
    });
    seconds += compiled.seconds;
    if (compiled.exitCode !== 0)
      throw failure(options, part, compiled, 'it needs a C++ compiler, make and Python');
  }
  const missing = part.makes.find((made) => !existsSync(join(folder, made)));
  if (missing !== undefined) {
    const command = commands.at(-1) ?? '';
    return { failed: { command, exitCode: 0, seconds: 0, said: `it made no ${missing}` }, seconds };
  }
  await take(part, folder, options);
  return { failed: undefined, seconds };
}

const registryInWords = (command: string): string =>
  /\bnpm\b/u.test(command) ? 'the npm registry' : 'the Python package index';

function failure(
  { title, log }: PartOptions,
  part: BuildPart,
  failed: Ended | undefined,
  more: string,
): StackError {
  const got =
    failed === undefined ? 'no command' : `exit code ${failed.exitCode}; it said last:\n${failed.said}`;
  const hint = more === '' ? '' : `\n${more}`;
  return new StackError(
    'build-failed',
    `${title}, ${part.name}: expected \`${failed?.command ?? 'a command'}\` to make ${part.makes.join(', ')}, got ${got}${hint}\nthe whole log: ${log}`,
  );
}

async function makeEnvironment(python: string, folder: string, run: Run): Promise<void> {
  await run(python, ['-m', 'venv', environmentFolder], {
    folder,
    timeoutMs: 120_000,
    label: `making an environment of ${python}`,
  });
}

async function layStandIns(part: BuildPart, draft: string): Promise<Readonly<Record<string, string>>> {
  const named: Record<string, string> = {};
  for (const { file, variable } of part.standIns ?? []) {
    const path = join(draft, file.name);
    await writeFile(path, file.text);
    named[variable] = path;
  }
  return named;
}

async function registryOf({ node }: PartTools, folder: string, run: Run): Promise<string | undefined> {
  if (node === undefined) return undefined;
  const url = await probe(run, 'npm', ['config', 'get', 'registry', `--prefix=${folder}`]);
  const line = url?.split('\n').at(-1) ?? '';
  return URL.canParse(line) ? new URL(line).hostname : undefined;
}

/** Moves what was made into the release, and leaves the rest of what the commands did behind. */
async function take(part: BuildPart, folder: string, { release, place }: PartOptions): Promise<void> {
  for (const made of part.makes) {
    const to = join(release, part.folder, made);
    await rm(to, { recursive: true, force: true });
    await mkdir(dirname(to), { recursive: true });
    await rename(join(folder, made), to);
    if (made === environmentFolder) await movePrograms(to, folder, join(place, part.folder));
  }
}

/** The programs of an environment name the place that it was made at. */
async function movePrograms(environment: string, from: string, to: string): Promise<void> {
  const programs = (await readdir(join(environment, 'bin'))).map((name) => join('bin', name));
  for (const name of [...programs, 'pyvenv.cfg']) {
    const file = join(environment, name);
    const bytes = (await stat(file)).isFile() ? await readFile(file) : Buffer.alloc(0);
    if (bytes.length > 100_000 || bytes.includes(0) || !bytes.includes(from)) continue;
    await writeFile(file, bytes.toString('utf8').replaceAll(from, to));
  }
}
