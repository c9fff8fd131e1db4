/**
 * `npm test [-- word…] [--flag…]`: Node's own runner over every `*.test.ts`, or those whose path holds a word.
 * Flags are the runner's. What measures runs after the rest and one file at a time; each of the two ends with the
 * runner's own summary, and all ends with the tests that failed: a log is read from its end. The exit code is that of
 * the worse.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { measures, testFiles } from './test-files.ts';
import { tellFailed, type FailedTest } from './testing/failed-tests.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const words = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const flags = process.argv.slice(2).filter((argument) => argument.startsWith('-'));
const files = testFiles(root, words);
const toldLines = 40;
const folder = mkdtempSync(join(tmpdir(), 'golive-failed-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

/** The runner's own report, and what failed beside it; one that a person asked for stands alone. */
function reporters(part: string): readonly string[] {
  if (flags.some((flag) => flag.startsWith('--test-reporter'))) return [];
  const own = join(root, 'cli', 'testing', 'failed-reporter.ts');
  const given = [
    ['spec', 'stdout'],
    [own, join(folder, part)],
  ];
  return given.flatMap(([reporter, to]) => [
    `--test-reporter=${reporter}`,
    `--test-reporter-destination=${to}`,
  ]);
}

function failedIn(part: string): readonly FailedTest[] {
  const file = join(folder, part);
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  return lines.map((line) => JSON.parse(line) as FailedTest);
}

/** Resolves with the runner's exit code, that of a shell where a signal ended it. */
function run(name: string, part: readonly string[], atOnce: number): Promise<number> {
  if (part.length === 0) return Promise.resolve(0);
  const { promise, resolve } = Promise.withResolvers<number>();
  const words = ['--test', `--test-concurrency=${atOnce}`, ...reporters(name), ...flags, ...part];
  const child = spawn(process.execPath, words, { cwd: root, stdio: 'inherit' });
  const terminate = (): void => void child.kill('SIGTERM');
  // A terminal sends Ctrl-C to the runner as well.
  const interrupt = (): void => void (process.stdin.isTTY || child.kill('SIGINT'));
  process.on('SIGTERM', terminate).on('SIGINT', interrupt);
  child.once('close', (code, signal) => {
    process.off('SIGTERM', terminate).off('SIGINT', interrupt);
    resolve(code ?? (signal === 'SIGINT' ? 130 : 143));
  });
  return promise;
}

if (files.length === 0) {
  process.stderr.write(`expected test files with ${words.join(' or ')} in their path, got none\n`);
  process.exitCode = 2;
} else {
  // Most tests wait for a part that starts or ends: two at once take two thirds of the time.
  const calm = await run(
    'calm',
    files.filter((file) => !measures(file)),
    2,
  );
  const measured = calm >= 130 ? 0 : await run('measured', files.filter(measures), 1);
  process.exitCode = Math.max(calm, measured);
  const failed = [...failedIn('calm'), ...failedIn('measured')];
  if (failed.length > 0)
    process.stdout.write(`\ntests that failed:\n${tellFailed(failed, toldLines).join('\n')}\n`);
}
