/** `npm run check`: types, lint and import directions, format, unused code, the tests of the house. Each step timed. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { environment } from '../stack/environment.ts';

const root = join(import.meta.dirname, '..');
const bin = (name: string): string => join(root, 'node_modules/.bin', name);

const steps = [
  { name: 'types', program: bin('tsc'), arguments: ['-p', '.', '--noEmit'] },
  {
    name: 'types of the reference system’s pages',
    program: bin('tsc'),
    arguments: ['-p', 'reference-system/web', '--noEmit'],
  },
  { name: 'lint and import directions', program: bin('eslint'), arguments: ['.', '--max-warnings', '0'] },
  { name: 'format', program: bin('prettier'), arguments: ['--check', '--log-level', 'warn', '.'] },
  { name: 'unused code', program: bin('knip'), arguments: ['--no-progress'] },
  {
    name: 'the house',
    program: process.execPath,
    arguments: ['--test', '--test-reporter=dot', 'house.test.ts', 'docs/docs.test.ts'],
  },
] as const;

let failed = 0;
for (const step of steps) {
  const startedAt = performance.now();
  const { status, stdout, stderr, error } = spawnSync(step.program, step.arguments, {
    cwd: root,
    encoding: 'utf8',
    env: { ...environment.inherited, NO_COLOR: '1' },
  });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const ok = status === 0;
  if (!ok) failed += 1;
  process.stdout.write(`${ok ? 'ok  ' : 'FAIL'} ${step.name} (${seconds} s)\n`);
  if (!ok) process.stdout.write(`${error?.message ?? ''}${stdout}${stderr}\n`);
}
process.stdout.write(`${steps.length - failed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
