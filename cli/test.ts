/**
 * `npm test [-- word…] [--flag…]`: Node's own runner over every `*.test.ts`, or those whose path holds a word.
 * Flags are the runner's. Its last line stays its own, and so does its exit code.
 */
import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { testFiles } from './test-files.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const words = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const flags = process.argv.slice(2).filter((argument) => argument.startsWith('-'));
const files = testFiles(root, words);

if (files.length === 0) {
  process.stderr.write(`expected test files with ${words.join(' or ')} in their path, got none\n`);
  process.exitCode = 2;
} else {
  const child = spawn(process.execPath, ['--test', ...flags, ...files], { cwd: root, stdio: 'inherit' });
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  // A terminal sends Ctrl-C to the runner as well.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  child.once('close', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 143);
  });
}
