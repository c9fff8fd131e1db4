import { currentMachine, findChromium, findHeadlessShell } from '../../stack/tools/index.ts';
import { environment } from '../../stack/environment.ts';

/** The browsers of this machine. */
export interface Tools {
  /** Full Chromium: real installs need it. */
  readonly chromium: string;
  /** Chromium's headless shell, or the full browser where there is none. */
  readonly headlessShell: string;
  readonly chromiumVersion: string;
}

/** @throws StackError `missing-tool` with the line that mends it. */
export async function findTools(): Promise<Tools> {
  const machine = currentMachine(environment.inherited);
  const chromium = await findChromium(machine);
  const shell = await findHeadlessShell(machine);
  return {
    chromium: chromium.path,
    headlessShell: shell?.path ?? chromium.path,
    chromiumVersion: chromium.version,
  };
}
