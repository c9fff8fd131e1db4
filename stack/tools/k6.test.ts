import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { fakeMachine } from './fake-machine.ts';
import { findK6, lookForK6 } from './find-tools.ts';
import { buildProgram, builtProgram } from './go-build.ts';
import { k6, k6Release } from './k6.ts';
import { prepareMachine } from './prepare-machine.ts';

const says = (version: string): string => `console.log('k6 v${version} (go1.26.8, linux/amd64)')`;

/** A go that "compiles" a k6, and logs which module it was asked for. */
const go = `
  if (args[0] === 'env') console.log('go1.26.8');
  else {
    log(/require (.*)/.exec(fs.readFileSync('go.mod', 'utf8'))[1]);
    log('objects in ' + (process.env.GOCACHE.startsWith(process.cwd()) ? 'the draft' : process.env.GOCACHE));
    fs.writeFileSync(args[args.indexOf('-o') + 1], '#!/bin/sh\\necho "k6 ${k6Release.version} (go1.26.8)"\\n', { mode: 0o755 });
  }`;

describe('k6', () => {
  it('on PATH is used as it is', async () => {
    using fake = fakeMachine();
    fake.program('k6', says('1.3.0'));
    const path = join(fake.machine.systemRoot, 'bin/k6');
    assert.deepEqual(await findK6(fake.machine), { path, version: '1.3.0' });
  });

  it('that is older than version 1 will not do, and the message says so', async () => {
    using fake = fakeMachine();
    fake.program('k6', says('0.57.0'));
    assert.equal(await lookForK6(fake.machine), undefined);
    await assert.rejects(findK6(fake.machine), {
      code: 'missing-tool',
      message: /bin\/k6 does not run, or is older than 1\.0.*install k6 1 or newer/,
    });
  });

  it('is built at the pinned version where none, or an old one, is on PATH, and once only', async () => {
    using fake = fakeMachine();
    fake.program('k6', says('0.57.0'));
    fake.program('go', go);
    const announced: string[] = [];
    const prepare = async (): Promise<readonly string[]> =>
      await prepareMachine({
        machine: fake.machine,
        tools: [k6],
        retry: true,
        announce: (what, waitingFor, work) => {
          announced.push(`${what} <- ${waitingFor}`);
          return work();
        },
      });
    assert.deepEqual([await prepare(), await prepare()], [[], []]);
    assert.equal(announced.length, 1);
    assert.match(announced.join(), /^k6 <- the Go module proxy and the compiler/);
    assert.deepEqual(fake.log(), [`${k6Release.module} ${k6Release.version}`, 'objects in the draft']);
    assert.equal((await findK6(fake.machine)).path, builtProgram(fake.machine, k6Release));
  });

  it('is built with a cache that somebody names, which other programs may share', async () => {
    using fake = fakeMachine({ environment: { GOCACHE: '/shared/go' } });
    fake.program('go', go);
    const machine = {
      ...fake.machine,
      environment: { ...fake.machine.environment, PATH: fake.machine.path[0] },
    };
    await buildProgram(machine, k6Release);
    assert.equal(fake.log().at(-1), 'objects in /shared/go');
  });

  it('without Go is for the user to install, and the line says how', () => {
    using fake = fakeMachine();
    const [mend] = k6.mends(fake.machine);
    assert.equal(mend?.run, undefined);
    assert.match(mend?.line ?? '', /install-k6/);
  });
});
