import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { fakeMachine, type FakeMachine } from './fake-machine.ts';
import { findWebkit } from './find-tools.ts';
import { inspectTool } from './tool.ts';
import { webkit } from './webkit.ts';

const build = 'home/.cache/ms-playwright/webkit-2388/pw_run.sh';

/** A Playwright whose registry names that build, and whose browser says of itself what the build's own file says. */
function withPlaywright(fake: FakeMachine): FakeMachine['machine'] {
  const script = `const { execFileSync } = require('node:child_process');
    exports.webkit = {
      executablePath: () => ${JSON.stringify(join(fake.machine.systemRoot, build))},
      launch: async ({ executablePath }) => {
        const version = execFileSync(executablePath, { encoding: 'utf8' }).trim();
        const canFilm = !version.includes('blind');
        const newPage = async () => ({ evaluate: async () => canFilm });
        return { version: () => version, newPage, close: async () => undefined };
      },
    };`;
  fake.file('app/package.json', '{}');
  fake.file('app/index.js', script);
  return { ...fake.machine, playwright: fake.file('app/cli.js') };
}

describe("Playwright's WebKit", () => {
  it('is not looked for further where Playwright has downloaded none', async () => {
    using fake = fakeMachine();
    assert.equal(await findWebkit(withPlaywright(fake)), undefined);
    assert.equal(await findWebkit(fake.machine), undefined);
  });

  it('is the build that this Playwright drives, and no other', async () => {
    using fake = fakeMachine();
    const machine = withPlaywright(fake);
    fake.file('home/.cache/ms-playwright/webkit-2300/pw_run.sh', '#!/bin/sh\necho 26.0\n', 0o755);
    assert.equal(await findWebkit(machine), undefined);
    const path = fake.file(build, '#!/bin/sh\necho 27.2\n', 0o755);
    assert.deepEqual(await findWebkit(machine), { path, version: '27.2' });
  });

  it('that does not start, or gives no stream of a canvas, is not driven', async () => {
    using fake = fakeMachine();
    const machine = withPlaywright(fake);
    for (const script of ['exit 127', 'echo blind 27.2']) {
      fake.file(build, `#!/bin/sh\n${script}\n`, 0o755);
      assert.equal(await findWebkit(machine), undefined, script);
    }
    const row = await inspectTool(webkit, machine);
    assert.match(row.failure ?? '', /pw_run\.sh does not run: iPhone tasks are emulated on Chromium/);
    assert.equal(row.mend, 'npx playwright install-deps webkit');
  });

  it('is not found by a Playwright that has none for this system', async () => {
    using fake = fakeMachine();
    const machine = withPlaywright(fake);
    fake.file(build, '#!/bin/sh\necho 27.2\n', 0o755);
    fake.file(
      'app/other/index.js',
      "exports.webkit = { executablePath: () => { throw new Error('none'); } };",
    );
    const other = fake.file('app/other/cli.js');
    assert.equal(await findWebkit({ ...machine, playwright: other }), undefined);
  });
});
