import { join } from 'node:path';

import { debianMend, hasApt } from './debian-packages.ts';
import { distribution, type Machine } from './machine.ts';
import { findOnPath, isExecutable } from './path-search.ts';
import { browserFolder, findPlaywrightBrowser, playwrightMend } from './playwright-browsers.ts';
import { runProgram } from './run-program.ts';
import type { Mend, Tool } from './tool.ts';

const packages = ['chromium', 'chromium-headless-shell'];

/** The full browser: a real install of a PWA and its own window need it. */
export const chromium: Tool = {
  id: 'chromium',
  label: 'Chromium',
  failureLabel: 'tasks on phones cannot run',
  need: 'required',
  shouldTest: () => true,
  locate: locateChromium,
  version: browserVersion,
  mends,
  repair: missingLibraries,
};

/** The browser without a window: it starts in a third of the time, so plain tasks use it. */
export const headlessShell: Tool = {
  id: 'headless-shell',
  label: 'Chromium headless shell',
  failureLabel: 'plain tasks run in the full browser, about twice as long',
  need: 'wanted',
  shouldTest: () => true,
  locate: locateHeadlessShell,
  version: browserVersion,
  mends,
  repair: missingLibraries,
};

function locateChromium(machine: Machine): string | undefined {
  const names = ['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser'];
  const mac = join(machine.systemRoot, 'Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
  return (
    findOnPath(machine, names) ??
    findPlaywrightBrowser(machine, 'chromium', [
      'chrome-linux64/chrome',
      'chrome-linux/chrome',
      ...macPrograms,
    ]) ??
    (machine.platform === 'darwin' && isExecutable(mac) ? mac : undefined)
  );
}

const macPrograms = ['chrome-mac-arm64', 'chrome-mac-x64', 'chrome-mac'].flatMap((folder) => [
  `${folder}/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing`,
  `${folder}/Chromium.app/Contents/MacOS/Chromium`,
]);

function locateHeadlessShell(machine: Machine): string | undefined {
  const folders = ['linux64', 'linux', 'mac-arm64', 'mac-x64'];
  const programs = folders.map((folder) => `chrome-headless-shell-${folder}/chrome-headless-shell`);
  return (
    findOnPath(machine, ['chromium-headless-shell', 'chrome-headless-shell']) ??
    findPlaywrightBrowser(machine, 'chromium_headless_shell', [...programs, 'chrome-linux/headless_shell'])
  );
}

async function browserVersion(path: string, machine: Machine): Promise<string | undefined> {
  const options = { environment: machine.environment, silenceLimitMs: 20_000 };
  const result = await runProgram(path, ['--version'], options);
  return result.exitCode === 0 ? /\d+(?:\.\d+){1,3}/.exec(result.output)?.[0] : undefined;
}

/**
 * Debian's package brings its libraries with it, so root takes it first; Playwright's download does not, and is
 * what a plain user can do. Ubuntu's package is only a pointer to a snap, which cannot use a temporary profile.
 */
function mends(machine: Machine): readonly Mend[] {
  const download = playwrightMend(machine, ['chromium', 'chromium-headless-shell']);
  if (!hasApt(machine) || distribution(machine) === 'ubuntu') return [download];
  const debian = debianMend(machine, packages);
  return machine.isRoot ? [debian, download] : [download, debian];
}

/** Playwright's builds come without the libraries that they load, and only root can bring those. */
function missingLibraries(path: string, machine: Machine): string | undefined {
  if (!path.startsWith(browserFolder(machine))) return undefined;
  return `${machine.isRoot ? '' : 'sudo '}npx playwright install-deps chromium`;
}
