import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { fakeMachine } from './fake-machine.ts';
import { findChromium, findHeadlessShell, findPostgres } from './find-tools.ts';
import { findGo } from './go-build.ts';
import { builtGateway, gateway } from './object-server-build.ts';
import { findObjectServer } from './object-server.ts';
import { findUnprivilegedUser } from './unprivileged-user.ts';

const postgresPrograms = ['initdb', 'pg_ctl', 'postgres', 'psql', 'pg_dump', 'pg_restore', 'pg_amcheck'];
const says = (text: string): string => `console.log(${JSON.stringify(text)})`;

describe('Chromium', () => {
  it('on PATH is found with its version', async () => {
    using fake = fakeMachine();
    fake.program('chromium', says('Chromium 156.0.8078.79 built on Debian'));
    const path = join(fake.machine.systemRoot, 'bin/chromium');
    assert.deepEqual(await findChromium(fake.machine), { path, version: '156.0.8078.79' });
    assert.equal(await findHeadlessShell(fake.machine), undefined);
  });

  it("is taken from Playwright's cache: the newest that arrived whole", async () => {
    using fake = fakeMachine();
    const script = `#!/bin/sh\necho Chromium 159.0.1.2\n`;
    const cache = 'home/.cache/ms-playwright';
    for (const build of ['chromium-999', 'chromium-1255', 'chromium-1300']) {
      fake.file(`${cache}/${build}/chrome-linux64/chrome`, script, 0o755);
      if (build !== 'chromium-1300') fake.file(`${cache}/${build}/INSTALLATION_COMPLETE`);
    }
    assert.match((await findChromium(fake.machine)).path, /chromium-1255/);
  });

  it('that is there but does not run is not found, and the message says how to mend it', async () => {
    using fake = fakeMachine();
    fake.program('chromium', 'process.exit(127)');
    fake.program('apt-get');
    await assert.rejects(findChromium(fake.machine), {
      code: 'missing-tool',
      message: /bin\/chromium does not run.*apt-get install -y --no-install-recommends chromium/,
    });
  });
});

describe('PostgreSQL', () => {
  it('is the newest folder that holds the server and all clients', async () => {
    using fake = fakeMachine();
    const script = (version: string): string => `#!/bin/sh\necho "postgres (PostgreSQL) ${version}"\n`;
    for (const name of postgresPrograms) {
      fake.file(`usr/lib/postgresql/9.6/bin/${name}`, script('9.6.24'), 0o755);
      fake.file(`usr/lib/postgresql/15/bin/${name}`, script('15.18'), 0o755);
    }
    fake.file('usr/lib/postgresql/17/bin/pg_dump', script('17.1'), 0o755);
    const binDirectory = join(fake.machine.systemRoot, 'usr/lib/postgresql/15/bin');
    assert.deepEqual(await findPostgres(fake.machine), { binDirectory, version: '15.18' });
  });

  it('runs as postgres, else as nobody, never as root', () => {
    using fake = fakeMachine();
    assert.equal(findUnprivilegedUser(fake.machine), undefined);
    fake.file('etc/passwd', 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n');
    assert.deepEqual(findUnprivilegedUser(fake.machine), { name: 'nobody', userId: 65534, groupId: 65534 });
    fake.file('etc/passwd', 'nobody:x:65534:65534::/:/bin/false\npostgres:x:100:101::/:/bin/sh\n');
    assert.equal(findUnprivilegedUser(fake.machine)?.name, 'postgres');
  });
});

describe('the S3 server', () => {
  it('is the emulator, said so, when there is no other', async () => {
    using fake = fakeMachine();
    assert.equal((await findObjectServer(fake.machine)).kind, 'emulator');
  });

  it('is versitygw on PATH with the version that it says', async () => {
    using fake = fakeMachine();
    fake.program('versitygw', says('Version  : v1.8.0\nBuild    : abc'));
    const path = join(fake.machine.systemRoot, 'bin/versitygw');
    assert.deepEqual(await findObjectServer(fake.machine), { kind: 'versitygw', path, version: '1.8.0' });
  });

  it('that Golive built has the pinned version, since it does not know its own', async () => {
    using fake = fakeMachine();
    const place = builtGateway(fake.machine).slice(fake.machine.systemRoot.length + 1);
    fake.file(place, '#!/bin/sh\necho "Version  : git"\n', 0o755);
    assert.match((await findObjectServer(fake.machine)).version, /^1\.8\.0$/);
  });

  it('is built only by a Go that is new enough', async () => {
    using fake = fakeMachine();
    assert.equal(await findGo(fake.machine, gateway), undefined);
    for (const [version, isNewEnough] of [
      ['go1.19.8', false],
      ['go1.25.0', true],
      ['go1.26.8', true],
    ] as const) {
      fake.program('go', says(version));
      assert.equal((await findGo(fake.machine, gateway)) !== undefined, isNewEnough, version);
    }
  });
});
