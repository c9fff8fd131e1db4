import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { environment } from '../environment.ts';
import { fakeMachine } from './fake-machine.ts';
import { currentMachine } from './machine.ts';
import { runProgram } from './run-program.ts';
import { withoutNetlink } from './without-netlink.ts';

const machine = currentMachine(environment.inherited);
const options = { environment: machine.environment, silenceLimitMs: 20_000 };
// What a Linux with perl must do: elsewhere there is no such filter, and the browser is started as it is.
const isHere = machine.platform === 'linux' && ['x64', 'arm64'].includes(machine.architecture);

/** Asks for the interfaces by netlink, as a browser does, and opens a socket that has nothing to do with it. */
const ask = `let heard = true;
  try { require('node:os').networkInterfaces(); } catch { heard = false; }
  require('node:net').createServer().listen(0, '127.0.0.1', function () {
    console.log(JSON.stringify({ heard, listens: this.address().port > 0, words: process.argv.slice(1) }));
    this.close();
  });`;

function scratch(): Disposable & { readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), "golive-it's-$HOME-"));
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

describe('a browser without netlink', { skip: isHere ? false : 'needs Linux on x64 or arm64' }, () => {
  it('hears of no interface, and has all other sockets and its arguments', async () => {
    using place = scratch();
    const program = await withoutNetlink(machine, process.execPath, place.folder);
    assert.notEqual(program, process.execPath);
    const { exitCode, output } = await runProgram(program, ['-e', ask, 'one two', '$HOME'], options);
    assert.equal(exitCode, 0, output);
    assert.deepEqual(JSON.parse(output), { heard: false, listens: true, words: ['one two', '$HOME'] });
    const plain = await runProgram(process.execPath, ['-e', ask], options);
    assert.deepEqual(JSON.parse(plain.output), { heard: true, listens: true, words: [] });
  });

  it('says what could not be started', async () => {
    using place = scratch();
    const program = await withoutNetlink(machine, join(place.folder, "no 'browser' \\ here"), place.folder);
    const { exitCode, output } = await runProgram(program, [], options);
    assert.notEqual(exitCode, 0);
    assert.match(output, /no 'browser' \\ here: No such file or directory/);
  });
});

describe('where there is no such filter', () => {
  for (const [words, exitCode, kind] of [
    ['no perl', undefined, {}],
    ['a socket of that kind opens all the same', 1, {}],
    ['another system', 0, { platform: 'darwin' as const }],
    ['another processor', 0, { architecture: 'riscv64' }],
  ] as const) {
    it(`the browser is started as it is: ${words}`, async () => {
      using place = scratch();
      using fake = fakeMachine(kind);
      if (exitCode !== undefined) fake.program('perl', `process.exit(${exitCode});`);
      assert.equal(await withoutNetlink(fake.machine, '/opt/browser', place.folder), '/opt/browser');
    });
  }
});
