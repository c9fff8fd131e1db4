import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** What a tool search needs to know of the machine; a test gives one of its own. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly architecture: string;
  readonly isRoot: boolean;
  /** Folders of PATH, in order. */
  readonly path: readonly string[];
  readonly home: string;
  /** Where the operating system's own folders begin: `/` but in a test. */
  readonly systemRoot: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Playwright's own command line (a Node program); undefined where Playwright is not installed. */
  readonly playwright: string | undefined;
}

/** The machine that this process runs on. */
export function currentMachine(environment: Readonly<Record<string, string | undefined>>): Machine {
  return {
    platform: process.platform,
    architecture: process.arch,
    isRoot: process.getuid?.() === 0,
    path: (environment['PATH'] ?? '').split(':').filter((folder) => folder.startsWith('/')),
    home: homedir(),
    systemRoot: '/',
    environment,
    playwright: playwrightProgram(),
  };
}

function playwrightProgram(): string | undefined {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')), 'cli.js');
  } catch {
    return undefined;
  }
}

/** Golive's own cache for programs that it built: outside every checkout, so that they share it. */
export function programCache(machine: Machine): string {
  const base = machine.environment['XDG_CACHE_HOME'] || join(machine.home, '.cache');
  return join(base, 'golive', 'bin');
}

/** `debian`, `ubuntu` and so on, from os-release; undefined where there is none. */
export function distribution(machine: Machine): string | undefined {
  return release(machine, /^ID="?([a-z0-9._-]+)"?$/m);
}

/** `12`, `24.04` and so on; undefined where os-release has none, as in Debian's testing. */
export function distributionVersion(machine: Machine): string | undefined {
  return release(machine, /^VERSION_ID="?([0-9.]+)"?$/m);
}

function release(machine: Machine, field: RegExp): string | undefined {
  try {
    return field.exec(readFileSync(join(machine.systemRoot, 'etc/os-release'), 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}
