import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { fakeEngine } from '../tools/fake-engine.ts';
import { fakeMachine, type FakeMachine } from '../tools/fake-machine.ts';
import { chooseImages, type ChooseImagesOptions, type ChosenImage } from './choose-images.ts';
import { imageFolder, recipeDigest } from './image-recipe.ts';
import { imageSet } from './image-set.ts';

/** A docker that keeps images in a file: it pulls what `registry.json` lists and builds anything. */
const docker = `
  const file = path.join(root, 'images.json');
  const read = (name) => fs.existsSync(name) ? JSON.parse(fs.readFileSync(name, 'utf8')) : {};
  const images = read(file);
  const keep = (reference, image) => {
    images[reference] = { id: 'sha256:' + reference + ' no. ' + Object.keys(images).length, digests: null, labels: null, ...image };
    fs.writeFileSync(file, JSON.stringify(images));
  };
  const last = args.at(-1);
  const after = (flag) => args[args.indexOf(flag) + 1];
  const label = (text) => Object.fromEntries([text.replace('LABEL ', '').split('=')]);
  if (args[0] === 'image') {
    if (images[last] === undefined) { console.error('Error: No such image: ' + last); process.exit(1); }
    console.log(JSON.stringify(images[last]));
  } else {
    log(args[0] + ' ' + (args[0] === 'build' ? after('--tag') : last));
    if (args[0] === 'pull') {
      if (!(last in read(path.join(root, 'registry.json')))) { console.log('no such host'); process.exit(1); }
      keep(last, { digests: [last + '@sha256:of-the-registry'] });
    }
    if (args[0] === 'import') keep(last, { labels: label(after('--change')) });
    if (args[0] === 'build') {
      for (const name of fs.readdirSync(last)) log('  with ' + name);
      if (fs.existsSync(path.join(root, 'break'))) { console.log('E: Unable to locate package'); process.exit(1); }
      keep(after('--tag'), { labels: label(after('--label')) });
    }
  }`;

async function engineMachine(environment: Record<string, string> = {}) {
  const fake = fakeMachine();
  fake.program('docker', docker);
  fake.program('mmdebstrap', `log('mmdebstrap ' + args.at(-2)); fs.writeFileSync(args.at(-1), '');`);
  fake.program('versitygw', `console.log('Version  : v1.8.0')`);
  fake.file('usr/libexec/docker/cli-plugins/docker-compose', '#!/bin/sh\necho 2.39.1\n', 0o755);
  const engine = await fakeEngine(fake);
  const machine = { ...fake.machine, environment: { ...fake.machine.environment, ...environment } };
  const reported: string[] = [];
  return {
    ...fake,
    machine,
    reported,
    choose: (options: Partial<ChooseImagesOptions> = {}): Promise<readonly ChosenImage[]> =>
      chooseImages({ machine, report: (line) => void reported.push(line), ...options }),
    [Symbol.asyncDispose]: async () => {
      await engine[Symbol.asyncDispose]();
      fake[Symbol.dispose]();
    },
  };
}

const registry = (fake: Pick<FakeMachine, 'file'>, ...references: readonly string[]): void =>
  void fake.file('registry.json', JSON.stringify(Object.fromEntries(references.map((name) => [name, 1]))));
const official = [...imageSet.flatMap((image) => image.official ?? []), 'node:24-bookworm-slim'];

describe('images of the Docker stack', () => {
  it('are the official ones where a registry answers, and only what an application stands on is built', async () => {
    await using fake = await engineMachine();
    registry(fake, ...official);
    const chosen = await fake.choose();
    assert.deepEqual(
      chosen.map(({ name, reference }) => [name, reference]),
      imageSet.map((image) => [image.name, image.official ?? image.local]),
    );
    assert.deepEqual([...new Set(chosen.map(({ origin }) => origin))], ['registry']);
    assert.equal(chosen[0]?.digest, 'sha256:of-the-registry');
    assert.deepEqual(
      fake.log().filter((line) => line.startsWith('build')),
      ['build golive-local/node:24'],
    );
    assert.ok(!fake.log().includes('  with node'), 'the official image has Node already');
  });

  it('are all built here where one cannot be pulled, and it is said why', async () => {
    await using fake = await engineMachine();
    registry(fake, ...official.filter((reference) => reference !== 'redis:7'));
    const chosen = await fake.choose();
    assert.deepEqual(
      chosen.map(({ reference, origin, digest }) => [
        reference,
        origin,
        digest.startsWith(`sha256:${reference}`),
      ]),
      imageSet.map((image) => [image.local, 'local', true]),
    );
    assert.match(fake.reported.join('\n'), /no registry gives redis:7: no such host; local images stand in/);
    assert.equal(fake.log().filter((line) => line === 'mmdebstrap bookworm').length, 1);
    assert.deepEqual(
      fake.log().filter((line) => /with (node|versitygw)$/.test(line)),
      ['  with versitygw', '  with node'],
    );
  });

  it('are not built again while nothing has changed, and all of them when their base is new', async () => {
    await using fake = await engineMachine();
    await fake.choose({ origin: 'local' });
    const before = fake.log().length;
    const again = await fake.choose({ origin: 'local' });
    assert.equal(fake.log().length, before);
    assert.ok(again.every(({ builtInMs }) => builtInMs === undefined));
    const fresh = await fake.choose({ origin: 'local', fresh: true });
    assert.ok(fresh.every(({ builtInMs }) => builtInMs !== undefined));
  });

  it('are those that a stack needs, and one that the user names is taken as it is', async () => {
    await using fake = await engineMachine({ GOLIVE_IMAGE_POSTGRES: 'registry.example/db:9' });
    registry(fake, 'registry.example/db:9');
    const chosen = await fake.choose({ names: ['redis', 'postgres'] });
    assert.deepEqual(
      chosen.map(({ reference, origin }) => `${reference} ${origin}`),
      ['golive-local/redis:7 local', 'registry.example/db:9 registry'],
    );
  });

  it('of a registry that was asked for are never replaced in silence', async () => {
    await using fake = await engineMachine();
    await assert.rejects(fake.choose({ origin: 'registry' }), {
      code: 'command-failed',
      message: /no registry gives postgres:15: no such host/,
    });
    assert.deepEqual(fake.log(), ['pull postgres:15']);
  });

  it('that cannot be built are told with the last lines of the build', async () => {
    await using fake = await engineMachine();
    fake.file('break');
    await assert.rejects(fake.choose({ origin: 'local' }), {
      code: 'command-failed',
      message: /expected docker to build golive-local\/postgres:15, got: [^]*Unable to locate package/,
    });
  });

  it('without an engine are a line that mends it', async () => {
    using fake = fakeMachine();
    const report = (): void => assert.fail('nothing is begun');
    await assert.rejects(chooseImages({ machine: fake.machine, report }), { code: 'missing-tool' });
  });
});

describe('the recipe of an image', () => {
  it('changes with any byte of its folder, with its base and with its program, and with nothing else', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'golive-recipe-'));
    using _folder = { [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
    cpSync(imageFolder('redis'), folder, { recursive: true });
    const known = { dockerfile: 'Dockerfile', baseId: 'sha256:1', program: undefined };
    const digest = await recipeDigest({ ...known, folder });
    assert.equal(digest, await recipeDigest({ ...known, folder: imageFolder('redis') }));
    assert.notEqual(digest, await recipeDigest({ ...known, folder, baseId: 'sha256:2' }));
    assert.notEqual(digest, await recipeDigest({ ...known, folder, program: 'node v24.0.0' }));
    appendFileSync(join(folder, 'docker-entrypoint.sh'), '\n');
    assert.notEqual(digest, await recipeDigest({ ...known, folder }));
  });
});
