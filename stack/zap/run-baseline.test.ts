import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { fakeDocker } from '../images/fake-docker.ts';
import type { DockerClient } from '../images/docker-client.ts';
import { fakeMachine } from '../tools/fake-machine.ts';
import { runBaseline } from './run-baseline.ts';
import { findZapImage, officialZap, zapVariable } from './zap-image.ts';

const facts = {
  run: 'a-run',
  name: 'main',
  hostName: 'app.example',
  front: { host: '127.0.0.1', httpsPort: 8443, httpPort: 8080 },
};
const site = { '@name': 'https://app.example:8443', '@host': 'app.example', '@port': '8443', alerts: [] };
const whole = JSON.stringify({ '@version': '2.17.0', site: [site] });

/** An engine with these images whose containers do what `run` does, with the folder that is /zap/wrk. */
function engine(
  registry: readonly string[],
  run: (folder: string, words: readonly string[]) => number | Promise<number>,
  environment: Record<string, string> = {},
) {
  const fake = fakeMachine();
  const folder = mkdtempSync(join(tmpdir(), 'golive-zap-test-'));
  const machine = { ...fake.machine, environment: { ...fake.machine.environment, ...environment } };
  const inner = fakeDocker(machine, { registry });
  const asked: (readonly string[])[] = [];
  const docker: DockerClient = {
    ...inner,
    ask: async (words, limitMs) => {
      asked.push(words);
      if (words[0] !== 'run') return await inner.ask(words, limitMs);
      const volume = words.find((word) => word.startsWith('--volume=')) ?? '';
      const place = volume.slice('--volume='.length).split(':')[0] ?? '';
      return { exitCode: await run(place, words), output: 'the last words' };
    },
  };
  return {
    ...{ docker, machine, folder, asked, log: inner.log },
    scan: (limitMs = 20_000) => runBaseline({ machine, docker, facts, folder, limitMs }),
    [Symbol.dispose]: () => {
      rmSync(folder, { recursive: true });
      fake[Symbol.dispose]();
    },
  };
}

test('looks at the front door under its name, sends no form, and hands its report on', async () => {
  using at = engine([officialZap], (place) => {
    assert.equal(statSync(place).mode & 0o777, 0o777, 'ZAP is another user in its container');
    writeFileSync(join(place, 'zap.json'), whole);
    return 2;
  });
  const seen = await at.scan();
  assert.ok(seen.outcome === 'reported');
  assert.deepEqual([seen.image.reference, seen.image.digest], [officialZap, 'sha256:of-the-registry']);
  assert.deepEqual(seen.report.sites, [{ host: 'app.example', port: 8443, alerts: [] }]);
  const words = at.asked.find(([verb]) => verb === 'run') ?? [];
  const after = (flag: string): string => words[words.indexOf(flag) + 1] ?? '';
  assert.equal(after('-t'), 'https://app.example:8443/');
  assert.match(after('-z'), /spider\.postform=false/u);
  for (const word of [
    '--network=host',
    '--add-host=app.example:127.0.0.1',
    '--label=golive.run=a-run',
    '--rm',
  ]) {
    assert.ok(words.includes(word), word);
  }
});

test('without an image that can be had nobody is asked, and it is asked for again tomorrow', async () => {
  using at = engine([], () => assert.fail('nothing is run'));
  const first = await at.scan();
  assert.deepEqual(first, { outcome: 'absent', why: `no registry gives ${officialZap}: no such host` });
  const second = await at.scan();
  assert.ok(second.outcome === 'absent');
  assert.match(second.why, /when it was last asked/u);
  assert.equal(at.log.filter((line) => line.startsWith('pull')).length, 1);
  await findZapImage(at.docker, { retry: true, report: () => undefined });
  assert.equal(at.log.filter((line) => line.startsWith('pull')).length, 2);
});

test('an image that somebody names and that cannot be had is no look at all', async () => {
  using at = engine([], () => assert.fail('nothing is run'), { [zapVariable]: 'their/zap:1' });
  assert.deepEqual(await at.scan(), {
    outcome: 'failed',
    why: `${zapVariable}: no registry gives their/zap:1: no such host`,
  });
});

test('no report, a broken one, one of another program, and one of a place that was not reached are no look', async () => {
  for (const text of [undefined, whole, '{"@version":"2.17.0","si', '{"site":[]}']) {
    using at = engine([officialZap], (place) => {
      if (text !== undefined) writeFileSync(join(place, 'zap.json'), text);
      return 3;
    });
    assert.deepEqual(await at.scan(), {
      outcome: 'failed',
      why: `${officialZap} gave no report, exit code 3: the last words`,
    });
  }
});

test('a look without an end is ended, and its container removed', async () => {
  let end = (): void => undefined;
  const ended = new Promise<number>((resolve) => (end = () => resolve(137)));
  using at = engine([officialZap], () => ended);
  const { docker } = at;
  const removed: string[] = [];
  const ask: DockerClient['ask'] = async (words, limitMs) => {
    if (words[0] === 'rm') {
      removed.push(words.at(-1) ?? '');
      end();
    }
    return await docker.ask(words, limitMs);
  };
  const { machine, folder } = at;
  const seen = await runBaseline({ machine, docker: { ...docker, ask }, facts, folder, limitMs: 30 });
  assert.ok(seen.outcome === 'failed');
  assert.match(seen.why, /no end within 0\.03 s/u);
  assert.match(removed.join(), /^golive-zap-/u);
  assert.equal(readdirSync(folder).length, 1);
});

test('an engine that is no neighbour of the front door is not asked', async () => {
  using fake = fakeMachine({ platform: 'darwin' });
  const seen = await runBaseline({ machine: fake.machine, facts, folder: '/nowhere' });
  assert.deepEqual(seen, {
    outcome: 'absent',
    why: 'ZAP reaches the front door from an engine on Linux, got darwin',
  });
});
