import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readMe } from './read-me.ts';

const load = { name: 'golive-load-1', parts: 3, image: 'k6', hasAuthority: true, archiveBytes: 2_000_000 };
const about = { ...load, requests: 6400, tokensUntil: null };

test('who played a load on a deployment is told how what it wrote there is taken out', () => {
  assert.match(readMe({ ...about, run: '20261122T0-field-1' }), /^golive tidy 20261122T0-field-1$/mu);
  assert.doesNotMatch(readMe({ ...about, run: null }), /tidy/u);
});

test('nothing stays in the cluster: what is made is deleted', () => {
  for (const archiveBytes of [2_000_000, 1000]) {
    const lines = readMe({ ...about, archiveBytes, run: null }).split('\n');
    const made = lines.flatMap(
      (line) => /^kubectl (?:create|apply) (?:-f (\S+)|\S+ (?:generic )?(\S+))/u.exec(line) ?? [],
    );
    const named = made.filter((part) => /^(?!kubectl)\S+$/u.test(part ?? ''));
    assert.ok(named.length >= 2, named.join());
    const deleted = lines.filter((line) => line.startsWith('kubectl delete')).join('\n');
    for (const name of named) assert.ok(deleted.includes(name), `${name} in: ${deleted}`);
  }
});
