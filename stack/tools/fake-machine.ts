import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import type { Machine } from './machine.ts';

/** A machine in a temporary folder, for tests: nothing is on it but what a test puts there. */
export interface FakeMachine extends Disposable {
  readonly machine: Machine;
  /** Puts a program on its PATH: a Node script that finds `root` and `log(text)` defined. */
  program(name: string, script?: string): void;
  /** Writes a file under its root. */
  file(path: string, text?: string, mode?: number): string;
  /** What its programs logged, a line each. */
  log(): string[];
}

export function fakeMachine(kind: Partial<Machine> & { readonly distribution?: string } = {}): FakeMachine {
  const root = mkdtempSync(join(tmpdir(), 'golive-machine-'));
  const bin = join(root, 'bin');
  const logFile = join(root, 'programs.log');
  writeFileSync(logFile, '');
  const file = (path: string, text = '', mode = 0o644): string => {
    const place = join(root, path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, text, { mode });
    return place;
  };
  const program = (name: string, script = ''): void => {
    const known = `const fs = require('node:fs'), path = require('node:path'), root = ${JSON.stringify(root)};
      const args = process.argv.slice(2);
      const log = (text) => fs.appendFileSync(${JSON.stringify(logFile)}, text + '\\n');`;
    file(`bin/${name}`, `#!${process.execPath}\n${known}\n${script}\n`, 0o755);
  };
  const { distribution = 'debian', ...rest } = kind;
  file('etc/os-release', `ID=${distribution}\n`);
  const machine: Machine = {
    platform: 'linux',
    architecture: 'x64',
    isRoot: true,
    path: [bin],
    home: join(root, 'home'),
    systemRoot: root,
    environment: { PATH: bin },
    playwright: undefined,
    ...rest,
  };
  return {
    machine,
    program,
    file,
    log: () => readFileSync(logFile, 'utf8').split('\n').filter(Boolean),
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  };
}
