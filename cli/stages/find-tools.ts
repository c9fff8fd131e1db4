import { currentMachine, findChromium, findHeadlessShell, findWebkit } from '../../stack/tools/index.ts';
import { environment } from '../../stack/environment.ts';

/** The browsers of this machine. */
export interface Tools {
  /** Full Chromium: real installs need it. */
  readonly chromium: string;
  /** Chromium's headless shell, or the full browser where there is none. */
  readonly headlessShell: string;
  readonly chromiumVersion: string;
  /** Playwright's WebKit; null where it is not installed, or does not start. */
  readonly webkit: string | null;
  readonly webkitVersion: string | null;
}

/** @throws StackError `missing-tool` with the line that mends it. */
export async function findTools(): Promise<Tools> {
  const machine = currentMachine(environment.inherited);
  const chromium = await findChromium(machine);
  const shell = await findHeadlessShell(machine);
  const webkit = await findWebkit(machine);
  return {
    chromium: chromium.path,
    headlessShell: shell?.path ?? chromium.path,
    chromiumVersion: chromium.version,
    webkit: webkit?.path ?? null,
    webkitVersion: webkit?.version ?? null,
  };
}
