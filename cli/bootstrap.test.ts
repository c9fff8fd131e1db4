import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

import { checkout } from './fake-checkout.ts';

/** Has the process believe that it is another Node on another platform. */
function pretend(platform: string, version: string): Record<string, string> {
  const script = `Object.defineProperties(process, { platform: { value: '${platform}' }, version: { value: '${version}' } })`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(script)}` };
}

const npmCi = 'npm ci --ignore-scripts --no-audit --no-fund --loglevel=error';

describe('what a command runs', () => {
  const gate = 'main.ts verify reference --profile gate --stack process';
  const prepared = (line: string): string => line.replace('main.ts', 'prepare.ts verify');
  const table: ReadonlyArray<readonly [command: string, calls: readonly string[]]> = [
    ['verify', [prepared(gate), gate]],
    [
      'verify --stack docker --shape 2cpu-4gb',
      [
        'prepare.ts verify verify reference --profile gate --stack docker --shape 2cpu-4gb',
        'main.ts verify reference --profile gate --stack docker --shape 2cpu-4gb',
      ],
    ],
    [
      'verify --only security.headers',
      [prepared(`${gate} --only security.headers`), `${gate} --only security.headers`],
    ],
    [
      'verify salessync --stack docker',
      ['prepare.ts verify verify salessync --stack docker', 'main.ts verify salessync --stack docker'],
    ],
    ['verify --help', ['main.ts verify --help']],
    ['golive verify reference', ['prepare.ts verify verify reference', 'main.ts verify reference']],
    ['golive doctor --fix', ['main.ts doctor --fix']],
    ['golive drill reference', ['prepare.ts verify drill reference', 'main.ts drill reference']],
    [
      'golive capacity reference --shape 2cpu-4gb',
      [
        'prepare.ts verify capacity reference --shape 2cpu-4gb',
        'main.ts capacity reference --shape 2cpu-4gb',
      ],
    ],
    [
      'golive prove --fault page-too-wide',
      ['prepare.ts verify prove --fault page-too-wide', 'main.ts prove --fault page-too-wide'],
    ],
    ['golive prove --help', ['main.ts prove --help']],
    ['golive images --fresh', ['main.ts images --fresh']],
    ['golive', ['main.ts']],
    ['test stack', ['prepare.ts test stack', 'test.ts stack']],
    ['check', ['check.ts']],
  ];
  for (const [command, calls] of table) {
    it(`${command} -> ${calls.join(', then ')}`, async () => {
      using made = checkout('installed');
      assert.deepEqual(await made.run(command.split(' ')), { code: 0, stderr: '' });
      assert.deepEqual(made.calls(), calls);
    });
  }

  it('nothing or an unknown word ends with one sentence and exit code 2', async () => {
    using made = checkout('installed');
    for (const args of [[], ['verfiy']]) {
      const { code, stderr } = await made.run(args);
      assert.equal(code, 2);
      assert.match(
        stderr,
        /^set-up: expected verify, test, check or golive, got (nothing|verfiy): [^\n]*\n$/,
      );
    }
    assert.deepEqual(made.calls(), []);
  });
});

describe('where a command stands', () => {
  const says = `import { writeFileSync } from 'node:fs';
    writeFileSync(new URL('../stood-in', import.meta.url), process.cwd());`;
  const stoodIn = async (environment: (root: string) => Record<string, string>): Promise<string> => {
    using made = checkout('installed');
    made.write('cli/main.ts', says);
    assert.deepEqual(await made.run(['golive'], environment(made.root)), { code: 0, stderr: '' });
    return readFileSync(join(made.root, 'stood-in'), 'utf8').replace(made.root, 'ROOT');
  };
  const npm = (root: string) => ({
    npm_lifecycle_event: 'golive',
    npm_package_json: join(root, 'package.json'),
    INIT_CWD: join(root, 'home'),
  });

  it('is where the person stands, also when npm runs it in the checkout', async () => {
    assert.equal(await stoodIn(npm), join('ROOT', 'home'));
  });

  it('is its own working folder otherwise: without npm, under another script, or of another package', async () => {
    const elsewhere = [
      () => ({}),
      (root: string) => ({ ...npm(root), npm_lifecycle_event: 'test' }),
      (root: string) => ({ ...npm(root), npm_package_json: '/elsewhere/package.json' }),
      (root: string) => ({ ...npm(root), INIT_CWD: join(root, 'gone') }),
    ];
    for (const environment of elsewhere) assert.equal(await stoodIn(environment), process.cwd());
  });
});

describe('npm packages', () => {
  it('are installed in a fresh clone, said in one line, and not a second time', async () => {
    using made = checkout('fresh');
    const { code, stderr } = await made.run(['check']);
    assert.equal(code, 0);
    assert.match(
      stderr,
      /^set-up: installing npm packages, waiting for the npm registry \.\.\. done in \d+\.\d s\n$/,
    );
    assert.deepEqual(await made.run(['check']), { code: 0, stderr: '' });
    assert.deepEqual(made.calls(), [npmCi, 'check.ts', 'check.ts']);
  });

  it('are installed again when the lock file has changed', async () => {
    using made = checkout('installed');
    const changed = { 'node_modules/here': { version: '1.0.1', integrity: 'sha512-newer' } };
    made.write('package-lock.json', JSON.stringify({ packages: changed }));
    await made.run(['check']);
    assert.equal(made.calls()[0], npmCi);
  });

  it('come through a temporary cache where HOME cannot be written', async () => {
    using made = checkout('fresh');
    await made.run(['check'], { HOME: '/nowhere/home' });
    assert.equal(made.calls()[0], `${npmCi} --cache=TEMPORARY`);
  });

  it('that cannot be had end with what npm said and exit code 4', async () => {
    using made = checkout('fresh');
    const { code, stderr } = await made.run(['verify'], { NPM_FAILS: '1' });
    assert.equal(code, 4);
    assert.match(
      stderr,
      /failed after .*\nset-up: expected npm ci to succeed, got exit code 1:\nnpm error network\n$/,
    );
  });

  it('need npm: without it one sentence says so', async () => {
    using made = checkout('fresh');
    const { code, stderr } = await made.run(['verify'], { PATH: '/nowhere' });
    assert.deepEqual(
      { code, stderr },
      { code: 4, stderr: 'set-up: expected npm on PATH, got none: install Node.js with npm\n' },
    );
  });
});

describe('Node 24', () => {
  it('that npm does not carry for this platform is taken from PATH', async () => {
    using made = checkout('installed');
    symlinkSync(process.execPath, join(made.root, 'bin', 'node'));
    const { code } = await made.run(['check'], pretend('sunos', 'v20.20.2'));
    assert.equal(code, 0);
    assert.deepEqual(made.calls(), ['check.ts']);
  });

  it('that is nowhere ends with one sentence and exit code 4', async () => {
    using made = checkout('installed');
    made.write('bin/node', '#!/bin/sh\necho v20.20.2\n', 0o755);
    const { code, stderr } = await made.run(['verify'], pretend('sunos', 'v20.20.2'));
    assert.equal(code, 4);
    assert.match(stderr, /^set-up: expected Node 24 or newer for sunos-\w+, got v20\.20\.2: [^\n]+\n$/);
    assert.deepEqual(made.calls(), []);
  });
});

describe('exit codes and signals', () => {
  it("a command's exit code comes back", async () => {
    using made = checkout('installed');
    made.write('cli/main.ts', 'process.exitCode = 3');
    assert.equal((await made.run(['verify'])).code, 3);
  });

  it('what is missing on the machine ends before the command begins', async () => {
    using made = checkout('installed');
    made.write('cli/prepare.ts', 'process.exitCode = 4');
    assert.equal((await made.run(['verify'])).code, 4);
    assert.deepEqual(made.calls(), []);
  });

  const busy = `import { writeFileSync } from 'node:fs';
    const note = (name) => writeFileSync(new URL('../' + name, import.meta.url), String(process.pid));
    const hold = setInterval(() => 0, 1000);
    for (const signal of ['SIGINT', 'SIGTERM'])
      process.once(signal, () => { note('ended-by-' + signal); clearInterval(hold); process.exitCode = 1; });
    note('started');`;

  for (const [signal, expected] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    it(`${signal} goes to the command, which cleans up, and ends with ${expected}`, async () => {
      using made = checkout('installed');
      made.write('cli/main.ts', busy);
      const child = made.start(['verify']);
      await appears(join(made.root, 'started'));
      child.kill(signal);
      const [code] = (await once(child, 'close')) as [number];
      assert.equal(code, expected);
      assert.equal(existsSync(join(made.root, `ended-by-${signal}`)), true);
    });
  }

  it('kill -9 of bootstrap ends the command as SIGTERM does', async () => {
    using made = checkout('installed');
    made.write('cli/main.ts', busy);
    const child = made.start(['verify']);
    await appears(join(made.root, 'started'));
    child.kill('SIGKILL');
    await appears(join(made.root, 'ended-by-SIGTERM'));
  });

  it('a command that has finished is not held by its channel to bootstrap', async () => {
    using made = checkout('installed');
    made.write('cli/main.ts', 'setTimeout(() => 0, 20)');
    assert.deepEqual(await made.run(['verify']), { code: 0, stderr: '' });
  });
});

async function appears(file: string): Promise<void> {
  const limitMs = 10_000;
  const deadline = performance.now() + limitMs;
  while (!existsSync(file)) {
    if (performance.now() > deadline)
      throw new Error(`waited ${limitMs} ms for ${file}, and it did not appear`);
    await pause(20);
  }
}
