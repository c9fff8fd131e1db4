import { once } from 'node:events';
import { createWriteStream, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { progressPrefix, progressSchema, type Play, type PlayProgress } from '../../evidence/play.ts';
import { ownProject, projectsOf } from '../../fixtures/projects.ts';
import { environment } from '../../stack/environment.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import { currentMachine, withoutNetlink } from '../../stack/tools/index.ts';
import { closedTitles } from '../closed.ts';
import type { RunContext } from '../run-context.ts';
import { keepBlob } from './keep-blob.ts';
import { personalOf } from '../personal-of.ts';
import { titlesOf } from './titles-of.ts';

export interface PlayRequest {
  readonly stack: StartedStack;
  /** Name that rows are written for: `main`, `restored`. */
  readonly stackName: string;
  /** Checks to play; every test of theirs on the given projects. */
  readonly checks: readonly string[];
  /** Phones, or `none` for checks that need no browser. */
  readonly projects: readonly string[];
  readonly workers: number;
  /** A shard plays its part of these tests alone, and keeps its blob report. */
  readonly isDealt?: boolean;
}

const packageRoot = dirname(dirname(import.meta.dirname));
const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli');
const testTimeoutMs = 60_000;

/**
 * Plays suites in Playwright workers that attach to the stack. Rows are written by the reporter; the runner's exit
 * code is read by nobody: what it did not answer is missing, and so not green.
 */
export async function playSuites(context: RunContext, request: PlayRequest): Promise<void> {
  const checks = request.checks.filter((check) => context.wants([check]));
  // A stage past its deadline begins nothing more: what comes next has the box for itself.
  if (checks.length === 0 || context.signal.aborted) return;
  // Short: a browser's socket lies below it, and its whole path may have 107 characters.
  const folder = mkdtempSync(join(context.temporaryFolder, 'p-'));
  const shard = request.isDealt === true ? context.request.shard : undefined;
  const blob = shard === undefined ? null : join(folder, 'blob', 'report.zip');
  const playFile = await writePlay(context, request, folder, blob);
  const grep = titlesOf(checks, context.request.only);
  const closed = closedTitles(context, checks);
  const projects = projectNames(context, request.projects).flatMap((name) => ['--project', name]);
  const child = context.reaper.spawn(
    process.execPath,
    [
      playwright,
      'test',
      '--config',
      join(packageRoot, `playwright.config${import.meta.filename.slice(-3)}`),
      '--grep',
      grep,
      ...(closed === undefined ? [] : ['--grep-invert', closed]),
      ...(shard === undefined ? [] : ['--shard', `${shard.index}/${shard.of}`]),
      ...(context.request.stopsAtFirst === true ? ['-x'] : []),
      '--pass-with-no-tests',
      ...projects,
    ],
    {
      cwd: packageRoot,
      env: browserEnvironment(folder, playFile),
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const stop = (): void => void child.kill('SIGTERM');
  context.signal.addEventListener('abort', stop, { once: true });
  child.stderr?.pipe(createWriteStream(join(folder, 'runner.log')));
  if (child.stdout) {
    for await (const line of createInterface({ input: child.stdout })) showProgress(context, line);
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  context.signal.removeEventListener('abort', stop);
  if (blob !== null) keepBlob(context, blob);
}

/** Playwright's names for what is to be driven: a phone may have a project for each of two engines. */
function projectNames({ request, tools }: RunContext, wanted: readonly string[]): readonly string[] {
  const phones = projectsOf({ devices: [...request.devices], webkit: tools.webkit });
  const names = phones.filter(({ device }) => wanted.includes(device)).map(({ name }) => name);
  const all = wanted.includes('none') ? [...names, 'none'] : names;
  return request.own?.suites === undefined ? all : [...all, ...all.map(ownProject)];
}

/** Browsers and the runner make their folders in the run's own, so that kill -9 leaves none of them behind. */
function browserEnvironment(folder: string, playFile: string): Record<string, string> {
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary, { mode: 0o700 });
  return {
    ...environment.inherited,
    GOLIVE_PLAY: playFile,
    TMPDIR: temporary,
    // Compiled suites are kept between runs.
    PWTEST_CACHE_DIR: join(environment.cacheFolder, 'playwright-transform'),
  };
}

async function writePlay(
  context: RunContext,
  request: PlayRequest,
  folder: string,
  blob: string | null,
): Promise<string> {
  const { profile, devices, targetFile, own } = context.request;
  const secretsFile = join(folder, 'secrets.json');
  const secrets = [...context.secrets(), ...request.stack.access.secrets];
  const passwords = Object.values(request.stack.access.accounts).map(({ password }) => password);
  const machine = currentMachine(environment.inherited);
  writeFileSync(secretsFile, JSON.stringify([...secrets, ...passwords]), { mode: 0o600 });
  const play: Play = {
    run: context.id,
    stack: request.stackName,
    stackFile: request.stack.factsFile,
    targetFile,
    ownSuites: own?.suites ?? null,
    profile,
    devices: [...devices],
    mainDevice: devices.find((device) => device === 'android') ?? devices[0] ?? 'android',
    journal: context.journal,
    runFolder: context.runFolder,
    temporaryFolder: folder,
    secretsFile,
    maskedFields: [...personalOf(context).fields],
    // What people and records of a deployment are shown stays there.
    traces: request.stack.attached === undefined,
    repeatFailed: context.request.fault === undefined,
    workers: request.workers,
    timeoutMs: testTimeoutMs,
    chromium: await withoutNetlink(machine, context.tools.chromium, folder),
    headlessShell: await withoutNetlink(machine, context.tools.headlessShell, folder),
    webkit: context.tools.webkit,
    blob,
  };
  const file = join(folder, 'play.json');
  writeFileSync(file, JSON.stringify(play, null, 2), { mode: 0o600 });
  return file;
}

const marks: Readonly<Record<string, string>> = { pass: 'ok  ', fail: 'FAIL', inconclusive: '??  ' };

function showProgress(context: RunContext, line: string): void {
  if (!line.startsWith(progressPrefix)) return;
  const parsed = progressSchema.safeParse(JSON.parse(line.slice(progressPrefix.length)));
  if (parsed.success) context.report(describe(parsed.data));
}

function describe({ done, total, title, outcome, reason }: PlayProgress): string {
  const mark = marks[outcome] ?? outcome;
  const name = title.replace(/ @(each|one|none)/u, '');
  return `${mark} ${done}/${total} ${name}${outcome === 'pass' ? '' : `: ${reason.slice(0, 300)}`}`;
}
