import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { fakeMachine, type FakeMachine } from './fake-machine.ts';
import { tools } from './find-tools.ts';
import type { Machine } from './machine.ts';
import { prepareMachine } from './prepare-machine.ts';
import type { Tool } from './tool.ts';

const needed = tools.filter((tool) => tool.need === 'required' || tool.id === 'headless-shell');

/** An apt-get that installs what it is asked for, as Debian's would, and logs how it was called. */
const apt = `
  const words = args.filter((word) => !word.startsWith('-') && !word.includes('::'));
  const dropIn = path.join(root, 'etc/postgresql-common/createcluster.d/golive.conf');
  log(words.join(' ') + (fs.existsSync(dropIn) ? ' | ' + fs.readFileSync(dropIn, 'utf8').trim() : ''));
  const put = (file) => {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), '#!/bin/sh\\necho 15.18\\n', { mode: 0o755 });
  };
  if (words[0] === 'update') put('var/lib/apt/lists/mirror_Packages');
  if (words.includes('chromium')) put('bin/chromium');
  if (words.includes('chromium-headless-shell')) put('bin/chromium-headless-shell');
  if (words.includes('fonts-dejavu-core')) put('usr/share/fonts/truetype/dejavu/DejaVuSans.ttf');
  if (words.includes('postgresql')) {
    for (const name of ['initdb', 'pg_ctl', 'postgres', 'psql', 'pg_dump', 'pg_restore', 'pg_amcheck'])
      put('usr/lib/postgresql/15/bin/' + name);
    fs.writeFileSync(path.join(root, 'etc/passwd'), 'postgres:x:100:101::/var/lib/postgresql:/bin/bash\\n');
  }`;

async function prepare(
  machine: Machine,
  which: readonly Tool[] = needed,
  retry = false,
): Promise<{ announced: string[]; notes: readonly string[] }> {
  const announced: string[] = [];
  const notes = await prepareMachine({
    machine,
    tools: which,
    retry,
    announce: async (what, waitingFor, work) => {
      announced.push(`${what} <- ${waitingFor}`);
      await work();
    },
  });
  return { announced, notes };
}

describe('a Debian machine with nothing, as root', () => {
  it('gets every package in one go, without a cluster, and the second time nothing is run', async () => {
    using fake = fakeMachine();
    fake.program('apt-get', apt);
    const first = await prepare(fake.machine);
    const packages = 'chromium chromium-headless-shell fonts-dejavu-core postgresql postgresql-client';
    const noCluster = 'create_main_cluster = false';
    assert.deepEqual(fake.log(), [`update | ${noCluster}`, `install ${packages} | ${noCluster}`]);
    assert.deepEqual(first, {
      announced: [`${packages.replaceAll(' ', ', ')} <- the Debian package mirror`],
      notes: [],
    });
    assert.equal(existsSync(join(fake.machine.systemRoot, 'etc/postgresql-common')), false);
    assert.deepEqual(await prepare(fake.machine), { announced: [], notes: [] });
    assert.equal(fake.log().length, 2);
  });

  it('updates its lists and tries once more when they are too old, then says what apt-get said', async () => {
    using fake = fakeMachine();
    fake.file('var/lib/apt/lists/mirror_Packages');
    fake.file('etc/postgresql-common/createcluster.d/own.conf');
    fake.program(
      'apt-get',
      `log(args.includes('update') ? 'update' : 'install'); console.log('E: 404 Not Found'); process.exit(100)`,
    );
    await assert.rejects(prepare(fake.machine), {
      name: 'StackError',
      code: 'missing-tool',
      message:
        /missing: Chromium, Fonts, PostgreSQL server and clients, A user.*apt-get install .*\n.*404 Not Found/,
    });
    assert.deepEqual(fake.log(), ['install', 'update', 'install']);
    const folder = join(fake.machine.systemRoot, 'etc/postgresql-common/createcluster.d');
    assert.deepEqual(readdirSync(folder), ['own.conf'], 'the machine is left as it was');
  });
});

describe('a plain user', () => {
  it('on Debian is told all packages in one line with sudo, and nothing is installed', async () => {
    using fake = fakeMachine({ isRoot: false });
    fake.program('apt-get', apt);
    await assert.rejects(prepare(fake.machine), {
      code: 'missing-tool',
      message:
        'missing: Chromium, Fonts, PostgreSQL server and clients; to mend: sudo apt-get install -y ' +
        '--no-install-recommends chromium chromium-headless-shell fonts-dejavu-core postgresql postgresql-client',
    });
    assert.deepEqual(fake.log(), []);
  });

  it("gets Playwright's browsers where their host answers, and the line names only the rest", async () => {
    using fake = playwrightMachine(
      'debian',
      false,
      `put('chromium-1255/chrome-linux64/chrome');
      put('chromium_headless_shell-1255/chrome-headless-shell-linux64/chrome-headless-shell');`,
    );
    await assert.rejects(prepare(fake.machine), {
      message:
        /^missing: Fonts, PostgreSQL server and clients; to mend: sudo apt-get install -y --no-install-recommends fonts-dejavu-core postgresql postgresql-client$/,
    });
    assert.deepEqual(fake.log(), ['install chromium chromium-headless-shell']);
  });

  it("is told which line brings the libraries that Playwright's browsers need", async () => {
    using fake = playwrightMachine(
      'debian',
      false,
      `put('chromium-1255/chrome-linux64/chrome');
      fs.writeFileSync(path.join(root, 'home/.cache/ms-playwright/chromium-1255/chrome-linux64/chrome'), '#!/bin/sh\\nexit 127\\n');`,
    );
    const browser = tools.filter((tool) => tool.id === 'chromium');
    await assert.rejects(prepare(fake.machine, browser), {
      message: /chrome does not run: [^]*sudo npx playwright install-deps chromium/,
    });
  });

  it('where that host does not answer is told so', async () => {
    using fake = playwrightMachine(
      'debian',
      false,
      `console.log('Error: getaddrinfo ENOTFOUND'); process.exit(1);`,
    );
    await assert.rejects(prepare(fake.machine), { message: /sudo apt-get .*chromium[^]*tried: .*ENOTFOUND/ });
    assert.equal(fake.log().length, 1, 'the host is not waited for twice');
  });
});

describe('another machine', () => {
  it("Ubuntu as root takes Playwright's browsers with their libraries, not the pointer to a snap", async () => {
    using fake = playwrightMachine(
      'ubuntu',
      true,
      `put('chromium-1255/chrome-linux64/chrome');
      put('chromium_headless_shell-1255/chrome-headless-shell-linux64/chrome-headless-shell');`,
    );
    await prepare(fake.machine);
    assert.equal(fake.log().at(-1), 'install --with-deps chromium chromium-headless-shell');
    assert.match(fake.log().join('\n'), /^install fonts-dejavu-core postgresql postgresql-client/m);
  });

  it('without apt-get and without Playwright is told what to install, in one line', async () => {
    using fake = fakeMachine({ distribution: 'alpine' });
    await assert.rejects(prepare(fake.machine), {
      message:
        /^missing: [^\n]*to mend: npx playwright install chromium chromium-headless-shell && install a font[^\n]*$/,
    });
  });
});

describe('a tool that one can do without', () => {
  it('is tried once a day, said once, and tried again when asked for', async () => {
    using fake = fakeMachine();
    fake.program('chromium');
    const shell = tools.filter((tool) => tool.id === 'headless-shell');
    fake.program('apt-get', `log(args.at(-1)); process.exit(100);`);
    const first = await prepare(fake.machine, shell);
    assert.match(first.notes.join(), /no Chromium headless shell: plain tasks run in the full browser/);
    const tries = fake.log().length;
    assert.deepEqual(await prepare(fake.machine, shell), { announced: [], notes: [] });
    assert.equal(fake.log().length, tries);
    fake.program('apt-get', apt);
    assert.deepEqual((await prepare(fake.machine, shell, true)).notes, []);
    assert.deepEqual(
      readdirSync(join(fake.machine.home, '.cache/golive/bin')),
      [],
      'the failure is forgotten',
    );
  });
});

/** A machine whose Playwright runs `script`, which may `put` files into Playwright's cache. */
function playwrightMachine(distribution: string, isRoot: boolean, script: string): FakeMachine {
  const made = fakeMachine({ distribution, isRoot });
  made.program('apt-get', apt);
  made.program(
    'playwright',
    `const put = (file) => {
      const place = path.join(root, 'home/.cache/ms-playwright', file);
      fs.mkdirSync(path.dirname(place), { recursive: true });
      fs.writeFileSync(place, '#!/bin/sh\\necho 159.0\\n', { mode: 0o755 });
      fs.writeFileSync(path.join(root, 'home/.cache/ms-playwright', file.split('/')[0], 'INSTALLATION_COMPLETE'), '');
    };
    log(args.join(' '));
    ${script}`,
  );
  const playwright = join(made.machine.systemRoot, 'bin/playwright');
  return {
    ...made,
    machine: { ...made.machine, playwright },
    [Symbol.dispose]: () => made[Symbol.dispose](),
  };
}
