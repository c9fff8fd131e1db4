import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { usageOfTree } from './process-usage.ts';

const burn = 'const end = process.cpuUsage().user + 300000; while (process.cpuUsage().user < end);';

test('the CPU time of a process counts what its children have used, running and ended', async () => {
  // The child burns and says so; its parent does nothing, then ends it, and counts it all the same.
  const child = `${burn} process.stdout.write("done"); setInterval(() => {}, 1000)`;
  const parent = `const c = require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(child)}], { stdio: ["ignore", "inherit", "inherit"] });
process.stdin.once("data", () => c.kill()); c.once("exit", () => process.stdout.write("ended"))`;
  const started = spawn(process.execPath, ['-e', parent], { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    await once(started.stdout, 'data');
    const running = await usageOfTree(started.pid);
    assert.ok(running.cpuMs >= 300, `${running.cpuMs} ms`);
    started.stdin.write('end it\n');
    await once(started.stdout, 'data');
    const ended = await usageOfTree(started.pid);
    assert.ok(ended.cpuMs >= running.cpuMs, `${ended.cpuMs} of ${running.cpuMs} ms`);
  } finally {
    started.kill('SIGKILL');
  }
});

test('of what does not run nothing is used', async () => {
  assert.deepEqual(await usageOfTree(undefined), { cpuMs: 0 });
});
