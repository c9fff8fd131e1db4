import assert from 'node:assert/strict';
import { it } from 'node:test';

import { runProgram } from './run-program.ts';

const environment = { PATH: '/usr/bin:/bin' };

function node(script: string, silenceLimitMs: number): ReturnType<typeof runProgram> {
  return runProgram(process.execPath, ['-e', script], { environment, silenceLimitMs });
}

it('keeps what a program said, on both of its outputs, and its exit code', async () => {
  const result = await node(`console.log('out'); console.error('err'); process.exitCode = 3`, 5000);
  assert.equal(result.exitCode, 3);
  assert.match(result.output, /out[^]*err|err[^]*out/);
});

it('ends a program that is silent for too long, its children too, and says so', async () => {
  const child = `require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { stdio: 'inherit' })`;
  const startedAt = performance.now();
  const result = await node(`${child}; setInterval(() => 0, 1000)`, 400);
  assert.equal(result.exitCode, undefined);
  assert.match(result.output, /ended after 0\.4 s without progress/);
  assert.ok(performance.now() - startedAt < 30_000, 'the child that held the output is gone as well');
});

it('lets a program work as long as it says something', async () => {
  const result = await node(
    // Longer in all than it may be silent; that it begins late on a busy machine is no silence of its work.
    `let n = 0; const t = setInterval(() => { console.log(++n); if (n === 12) clearInterval(t) }, 300)`,
    3000,
  );
  assert.equal(result.exitCode, 0);
});

it('says why a program cannot be started', async () => {
  const result = await runProgram('golive-no-such-program', [], { environment, silenceLimitMs: 1000 });
  assert.equal(result.exitCode, undefined);
  assert.match(result.output, /ENOENT/);
});
