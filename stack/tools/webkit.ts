import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import type { Machine } from './machine.ts';
import { isExecutable, namesIn } from './path-search.ts';
import { browserFolder, playwrightMend } from './playwright-browsers.ts';
import { runProgram } from './run-program.ts';
import type { Tool } from './tool.ts';

/**
 * Safari's engine as Playwright builds it, of the build that this Playwright drives. Without it iPhone tasks are
 * emulated on Chromium, and say so.
 */
export const webkit: Tool = {
  id: 'webkit',
  label: "Playwright's WebKit",
  failureLabel: 'iPhone tasks are emulated on Chromium, and their rows say so',
  need: 'optional',
  shouldTest: () => true,
  locate,
  version,
  mends: (machine) => [playwrightMend(machine, ['webkit'])],
  repair: (_, machine) => `${machine.isRoot ? '' : 'sudo '}npx playwright install-deps webkit`,
};

function locate(machine: Machine): string | undefined {
  // Playwright is only loaded where it may have something: this is asked at each start.
  if (!namesIn(browserFolder(machine)).some((name) => name.startsWith('webkit'))) return undefined;
  const path = machine.playwright && executablePath(library(machine.playwright));
  return path !== undefined && isExecutable(path) ? path : undefined;
}

const library = (program: string): string => join(dirname(program), 'index.js');

/** Where Playwright's own registry keeps the build that it drives; undefined on a system that it has none for. */
function executablePath(path: string): string | undefined {
  try {
    const { webkit: engine }: typeof import('@playwright/test') = createRequire(import.meta.url)(path);
    return engine.executablePath();
  } catch {
    return undefined;
  }
}

/** Starts it, since a build without its libraries is there as well, and films a canvas, since it is given a camera. */
const trial = `const { webkit } = require(process.argv[1]);
webkit.launch({ executablePath: process.argv[2] }).then(async (browser) => {
  const page = await browser.newPage();
  const canFilm = await page.evaluate(() => 'captureStream' in HTMLCanvasElement.prototype);
  await browser.close();
  if (!canFilm) throw new Error('expected canvas.captureStream');
  console.log(browser.version());
});`;

async function version(path: string, machine: Machine): Promise<string | undefined> {
  if (machine.playwright === undefined) return undefined;
  const words = ['-e', trial, library(machine.playwright), path];
  const options = { environment: machine.environment, silenceLimitMs: 20_000 };
  const { exitCode, output } = await runProgram(process.execPath, words, options);
  return exitCode === 0 ? /^\d+(?:\.\d+)+$/m.exec(output)?.[0] : undefined;
}
