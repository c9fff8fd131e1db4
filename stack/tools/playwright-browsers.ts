import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { StackError } from '../stack-error.ts';
import { hasApt } from './debian-packages.ts';
import type { Machine } from './machine.ts';
import { isExecutable, namesIn, newestFirst } from './path-search.ts';
import { lastLines, runProgram } from './run-program.ts';
import type { Mend } from './tool.ts';

const silenceLimitMs = 60_000;

/** Where Playwright keeps the browsers that it downloaded. */
export function browserFolder(machine: Machine): string {
  const chosen = machine.environment['PLAYWRIGHT_BROWSERS_PATH'];
  if (chosen !== undefined && chosen !== '' && chosen !== '0') return chosen;
  const cache = machine.platform === 'darwin' ? 'Library/Caches' : '.cache';
  return join(machine.home, cache, 'ms-playwright');
}

/** The newest of Playwright's own builds of one browser. */
export function findPlaywrightBrowser(
  machine: Machine,
  browser: 'chromium' | 'chromium_headless_shell',
  programs: readonly string[],
): string | undefined {
  const folder = browserFolder(machine);
  const builds = namesIn(folder).filter((name) => name.startsWith(`${browser}-`));
  return newestFirst(builds)
    .filter((build) => existsSync(join(folder, build, 'INSTALLATION_COMPLETE')))
    .flatMap((build) => programs.map((program) => join(folder, build, program)))
    .find(isExecutable);
}

/** The mend by Playwright's own download; with the system's libraries where this user may install them. */
export function playwrightMend(machine: Machine, browsers: readonly string[]): Mend {
  const withLibraries = machine.isRoot && hasApt(machine) ? ['--with-deps'] : [];
  const command = ['install', ...withLibraries, ...browsers];
  const { playwright } = machine;
  return {
    line: `npx playwright ${command.join(' ')}`,
    waitingFor: "Playwright's download host",
    run: playwright === undefined ? undefined : () => install(machine, [playwright, ...command]),
  };
}

async function install(machine: Machine, command: readonly string[]): Promise<void> {
  const result = await runProgram(process.execPath, command, {
    environment: machine.environment,
    silenceLimitMs,
  });
  if (result.exitCode === 0) return;
  const reason = /^Error: .*/m.exec(result.output)?.[0] ?? lastLines(result.output, 3);
  throw new StackError('missing-tool', `expected Playwright to install its browsers, got: ${reason}`);
}
