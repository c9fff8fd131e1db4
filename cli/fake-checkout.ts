import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = dirname(dirname(fileURLToPath(import.meta.url)));
const lock = {
  packages: {
    '': { name: 'golive' },
    'reference-system': { name: 'a-workspace' },
    'node_modules/here': { version: '1.0.0', integrity: 'sha512-here' },
    'node_modules/elsewhere': { version: '1.0.0', integrity: 'sha512-elsewhere', optional: true },
  },
};
const installed = { packages: { 'node_modules/here': lock.packages['node_modules/here'] } };
/** Stands for every program of Golive's that bootstrap hands over to: it says how it was called. */
const echo = `
import { appendFileSync } from 'node:fs';
const name = process.argv[1].split('/').at(-1);
appendFileSync(new URL('../calls.log', import.meta.url), [name, ...process.argv.slice(2)].join(' ') + '\\n');
`;

export interface Checkout extends Disposable {
  readonly root: string;
  write(path: string, text: string, mode?: number): void;
  calls(): string[];
  start(args: readonly string[], environment?: Record<string, string>): ChildProcess;
  run(
    args: readonly string[],
    environment?: Record<string, string>,
  ): Promise<{ code: number | null; stderr: string }>;
}

/** A checkout in a temporary folder: the real bootstrap.mjs, an npm of its own, and programs that only echo. */
export function checkout(state: 'fresh' | 'installed'): Checkout {
  const root = mkdtempSync(join(tmpdir(), 'golive-bootstrap-'));
  const write = (path: string, text: string, mode = 0o644): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text, { mode });
  };
  mkdirSync(join(root, 'cli'));
  mkdirSync(join(root, 'home'));
  for (const file of ['bootstrap.mjs', 'cli/follow-parent.mjs'])
    copyFileSync(join(source, file), join(root, file));
  for (const name of ['main', 'prepare', 'test', 'check']) write(`cli/${name}.ts`, echo);
  write('calls.log', '');
  write('package.json', '{"type":"module"}');
  write('package-lock.json', JSON.stringify(lock));
  write('bin/package.json', '{"type":"commonjs"}');
  write('bin/npm', fakeNpm(root), 0o755);
  if (state === 'installed') {
    write('node_modules/.package-lock.json', JSON.stringify(installed));
    linkNode(root);
  }
  const start: Checkout['start'] = (args, environment = {}) =>
    spawn(process.execPath, [join(root, 'bootstrap.mjs'), ...args], {
      env: { PATH: join(root, 'bin'), HOME: join(root, 'home'), ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  return {
    root,
    write,
    start,
    calls: () => readFileSync(join(root, 'calls.log'), 'utf8').split('\n').filter(Boolean),
    run: async (args, environment) => {
      const child = start(args, environment);
      let stderr = '';
      child.stderr?.on('data', (text: Buffer) => (stderr += text.toString()));
      const [code] = (await once(child, 'close')) as [number | null];
      return { code, stderr };
    },
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  };
}

function linkNode(root: string): void {
  const bin = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin');
  mkdirSync(bin, { recursive: true });
  symlinkSync(process.execPath, join(bin, 'node'));
}

/** `npm ci` as far as bootstrap sees it. */
function fakeNpm(root: string): string {
  const bin = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin');
  return `#!${process.execPath}
const fs = require('node:fs');
const args = process.argv.slice(2);
fs.appendFileSync(${JSON.stringify(join(root, 'calls.log'))}, 'npm ' + args.join(' ').replace(/=[^=]*golive-npm-.*/, '=TEMPORARY') + '\\n');
if (process.env.NPM_FAILS) { console.error('npm error network'); process.exit(1); }
fs.mkdirSync(${JSON.stringify(bin)}, { recursive: true });
const node = ${JSON.stringify(join(bin, 'node'))};
if (!fs.existsSync(node)) fs.symlinkSync(process.execPath, node);
fs.writeFileSync(${JSON.stringify(join(root, 'node_modules/.package-lock.json'))}, ${JSON.stringify(JSON.stringify(installed))});
`;
}
