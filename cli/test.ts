/**
 * `npm test [-- word…] [--flag…]`: Node's own runner over every `*.test.ts`, or those whose path holds a word.
 * Flags are the runner's. What measures runs after the rest and one file at a time; each of the two ends with the
 * runner's own summary. The exit code is that of the worse.
 */
import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { measures, testFiles } from './test-files.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const words = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const flags = process.argv.slice(2).filter((argument) => argument.startsWith('-'));
const files = testFiles(root, words);

/** Resolves with the runner's exit code, that of a shell where a signal ended it. */
function run(part: readonly string[], atOnce: number): Promise<number> {
  if (part.length === 0) return Promise.resolve(0);
  const { promise, resolve } = Promise.withResolvers<number>();
  const child = spawn(process.execPath, ['--test', `--test-concurrency=${atOnce}`, ...flags, ...part], {
    cwd: root,
    stdio: 'inherit',
  });
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
    files.filter((file) => !measures(file)),
    2,
  );
  const measured = calm >= 130 ? 0 : await run(files.filter(measures), 1);
  process.exitCode = Math.max(calm, measured);
}
