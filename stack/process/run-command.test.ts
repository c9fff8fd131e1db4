import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readProcess } from '../reaper/process-table.ts';
import { StackError } from '../stack-error.ts';
import { runCommand, type CommandPlace } from './run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'golive-run-command-'));
after(() => rmSync(folder, { recursive: true }));

const place: CommandPlace = {
  // A group of its own, as the reaper's spawn has it.
  spawn: (program, words, options) => spawn(program, [...words], { ...options, detached: true }),
  folder,
  environment: { PATH: '/usr/local/bin:/usr/bin:/bin' },
};

const shell = (script: string) => ({ program: 'sh', arguments: ['-c', script], timeoutMs: 20_000 });

test('a command is ended, with all that it began, when its signal is aborted', async () => {
  const controller = new AbortController();
  const script = 'echo begun; sleep 60 & echo $$ $! >pids; mv pids begun; wait';
  const running = runCommand(place, { ...shell(script), signal: controller.signal });
  const ended = assert.rejects(
    running,
    (error: unknown) =>
      error instanceof StackError &&
      error.code === 'command-failed' &&
      /^expected `sh -c .*` to end before the run had no more time for it; it said last:\nbegun$/su.test(
        error.message,
      ),
  );
  while (!existsSync(join(folder, 'begun'))) await new Promise((resolve) => setImmediate(resolve));
  controller.abort();
  await ended;
  const pids = readFileSync(join(folder, 'begun'), 'utf8').trim().split(' ').map(Number);
  assert.equal(pids.length, 2);
  assert.deepEqual(await Promise.all(pids.map(readProcess)), [null, null]);
});

test('a command of a run that is over is not let run on', async () => {
  const signal = AbortSignal.abort();
  await assert.rejects(runCommand(place, { ...shell('sleep 60; touch late'), signal }), /no more time/u);
  assert.ok(!existsSync(join(folder, 'late')));
});

test('a signal that is aborted afterwards changes nothing', async () => {
  const controller = new AbortController();
  const command = { ...shell('echo done; exit 3'), signal: controller.signal };
  const { exitCode, stdout } = await runCommand(place, command);
  controller.abort();
  assert.deepEqual([exitCode, stdout], [3, 'done\n']);
});
