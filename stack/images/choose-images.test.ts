import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';

import { fakeMachine } from '../tools/fake-machine.ts';
import { builtProgram } from '../tools/go-build.ts';
import { chooseImages, type ChooseImagesOptions, type ChosenImage } from './choose-images.ts';
import { fakeDocker } from './fake-docker.ts';
import { imageFolder, recipeDigest } from './image-recipe.ts';
import { imageSet } from './image-set.ts';
import { caddy } from './programs.ts';

function engineMachine(
  registry: readonly string[],
  { environment = {}, broken = false }: { environment?: Record<string, string>; broken?: boolean } = {},
) {
  const fake = fakeMachine();
  fake.program('mmdebstrap', `log('mmdebstrap ' + args.at(-2)); fs.writeFileSync(args.at(-1), '');`);
  fake.program(
    'go',
    `if (args[0] === 'env') console.log('go1.26.8');
    else fs.writeFileSync(args[args.indexOf('-o') + 1], '', { mode: 0o755 });`,
  );
  fake.program('versitygw', `console.log('Version  : v1.8.0')`);
  const machine = { ...fake.machine, environment: { ...fake.machine.environment, ...environment } };
  const front = builtProgram(machine, caddy);
  mkdirSync(dirname(front), { recursive: true });
  writeFileSync(front, '');
  const docker = fakeDocker(machine, { registry, broken });
  const reported: string[] = [];
  return {
    docker,
    reported,
    programs: () => fake.log(),
    choose: (options: Partial<ChooseImagesOptions> = {}): Promise<readonly ChosenImage[]> =>
      chooseImages({ machine, docker, report: (line) => void reported.push(line), ...options }),
    [Symbol.dispose]: () => fake[Symbol.dispose](),
  };
}

const official = [...imageSet.flatMap((image) => image.official ?? []), 'node:24-bookworm-slim'];

describe('images of the Docker stack', () => {
  it('are the official ones where a registry answers, and only what an application stands on is built', async () => {
    using fake = engineMachine(official);
    const chosen = await fake.choose();
    assert.deepEqual(
      chosen.map(({ name, reference }) => [name, reference]),
      imageSet.map((image) => [image.name, image.official ?? image.local]),
    );
    assert.deepEqual([...new Set(chosen.map(({ origin }) => origin))], ['registry']);
    assert.equal(chosen[0]?.digest, 'sha256:of-the-registry');
    assert.deepEqual(
      fake.docker.log.filter((line) => line.startsWith('build')),
      ['build golive-local/node:24 from Dockerfile Dockerfile.registry docker-entrypoint.sh'],
      'the official image has Node already',
    );
  });

  it('are all built here where one cannot be pulled, and it is said why', async () => {
    using fake = engineMachine(official.filter((reference) => reference !== 'redis:7'));
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
    assert.deepEqual(fake.programs(), ['mmdebstrap bookworm']);
    const built = fake.docker.log.filter((line) => line.startsWith('build')).join('\n');
    assert.match(built, /caddy:2 from Caddyfile Dockerfile caddy$/m);
    assert.match(fake.reported.join('\n'), /building caddy v2\S+, waiting for the Go module proxy/);
    assert.match(built, /objects:latest from Dockerfile docker-entrypoint\.sh versitygw$/m);
    assert.match(built, /node:24 from .* node$/m);
  });

  it('are not asked of a registry that gave none today, unless somebody wants it asked', async () => {
    using fake = engineMachine([]);
    const pulls = (): number => fake.docker.log.filter((line) => line.startsWith('pull')).length;
    await fake.choose({ names: ['redis'] });
    await fake.choose({ names: ['redis'] });
    assert.equal(pulls(), 1);
    assert.match(fake.reported.at(-1) ?? '', /no registry gave the images when it was last asked/);
    await fake.choose({ names: ['redis'], retry: true });
    assert.equal(pulls(), 2);
  });

  it('are not built again while nothing has changed, and all of them when their base is new', async () => {
    using fake = engineMachine([]);
    await fake.choose({ origin: 'local' });
    const before = fake.docker.log.length;
    const again = await fake.choose({ origin: 'local' });
    assert.equal(fake.docker.log.length, before);
    assert.ok(again.every(({ builtInMs }) => builtInMs === undefined));
    const fresh = await fake.choose({ origin: 'local', fresh: true });
    assert.ok(fresh.every(({ builtInMs }) => builtInMs !== undefined));
  });

  it('are those that a stack needs, and one that the user names is taken as it is', async () => {
    using fake = engineMachine(['registry.example/db:9'], {
      environment: { GOLIVE_IMAGE_POSTGRES: 'registry.example/db:9' },
    });
    const chosen = await fake.choose({ names: ['redis', 'postgres'] });
    assert.deepEqual(
      chosen.map(({ reference, origin }) => `${reference} ${origin}`),
      ['golive-local/redis:7 local', 'registry.example/db:9 registry'],
    );
  });

  it('of a registry that was asked for are never replaced in silence', async () => {
    using fake = engineMachine([]);
    await assert.rejects(fake.choose({ origin: 'registry' }), {
      code: 'command-failed',
      message: /no registry gives postgres:15: no such host/,
    });
    assert.deepEqual(fake.docker.log, ['pull postgres:15']);
  });

  it('that cannot be built are told with the last lines of the build', async () => {
    using fake = engineMachine([], { broken: true });
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
