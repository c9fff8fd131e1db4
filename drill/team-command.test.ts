import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Command } from '../stack/component.ts';
import { StackError } from '../stack/stack-error.ts';
import { describeEnd, runTeamCommand } from './team-command.ts';

const backup = { command: 'sh backup.sh "{artifact}"', timeoutMs: 1_000, source: 'a plan' };
const places = { artifact: '/backups/1' };

test('a team’s command is given its place, its limit and the run’s signal', async () => {
  const asked: Command[] = [];
  const { signal } = new AbortController();
  const operate = (command: Command) => {
    asked.push(command);
    return Promise.resolve({ exitCode: 2, stdout: 'half\n', stderr: 'no room\n', durationMs: 1 });
  };
  const end = await runTeamCommand(operate, backup, places, signal);
  const line = 'sh backup.sh "/backups/1"';
  assert.deepEqual(asked, [{ program: 'sh', arguments: ['-c', line], timeoutMs: 1_000, signal }]);
  assert.deepEqual(end, { line, exitCode: 2, said: 'half\nno room' });
  assert.equal(describeEnd(end), `\`${line}\`: it ended with 2; it said last: half\nno room`);
});

test('a command that passed its own limit did not end, which is the caller’s to judge', async () => {
  const operate = () => Promise.reject(new StackError('command-failed', 'expected it to end within 1000 ms'));
  const { exitCode, said } = await runTeamCommand(operate, backup, places, new AbortController().signal);
  assert.deepEqual([exitCode, said], [null, 'expected it to end within 1000 ms']);
});

test('a command that the run ended says nothing about the backup', async () => {
  const controller = new AbortController();
  const operate = ({ signal }: Command) =>
    new Promise<never>((_, reject) => {
      signal?.addEventListener('abort', () => reject(new StackError('command-failed', 'ended')));
    });
  const running = runTeamCommand(operate, backup, places, controller.signal);
  controller.abort(new Error('the stage is over'));
  await assert.rejects(running, /^Error: the stage is over$/u);
});
