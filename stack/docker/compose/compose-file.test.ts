import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { imageSet } from '../../images/index.ts';
import { shapes } from '../../shapes.ts';
import { shapeVariables } from '../shape/shape-variables.ts';
import { addressesIn } from './addresses.ts';
import { labelNames } from '../engine/labels.ts';

const text = readFileSync(new URL('../../../docker-compose.test.yml', import.meta.url), 'utf8');
const filled = readFileSync(new URL('./variables.ts', import.meta.url), 'utf8');

test('every variable of the file is filled by Golive, chosen with the images, or a limit with a default', () => {
  const asked = [...new Set([...text.matchAll(/\$\{(GOLIVE_[A-Z_]+)/gu)].map(([, name]) => name ?? ''))];
  const images = imageSet.map(({ variable }) => variable);
  const missing = asked
    .filter((name) => !images.includes(name) && !/_(?:MEMORY|SWAP|CPUS|CPUSET)$/u.test(name))
    .filter((name) => !new RegExp(`\\b${name}:`, 'u').test(filled));
  assert.ok(asked.length > 10);
  assert.deepEqual(missing, []);
});

test('every image is a variable whose default is the official one', () => {
  for (const { variable, official } of imageSet) {
    if (official === undefined) continue;
    assert.ok(
      text.includes(`\${${variable}:-${official}}`),
      `${variable}: expected ${official} as the default`,
    );
  }
});

test('the parts stand where Golive looks for them', () => {
  const { gateway, front, application, database, objects } = addressesIn('${GOLIVE_NET:-10.199.99}');
  for (const address of [gateway, front, ...application, database, objects]) {
    assert.ok(text.includes(`'${address}'`) || text.includes(`'${address}' }`), `expected ${address}`);
  }
});

test('what the engine keeps carries the labels by which it is found again, and nothing is published', () => {
  for (const label of Object.values(labelNames)) assert.ok(text.includes(`${label}: \${GOLIVE_`), label);
  const services = text.slice(text.indexOf('\nservices:'), text.indexOf('\nnetworks:'));
  const blocks = services.split(/\n {2}(?=[a-z0-9-]+:\n)/u).slice(1);
  assert.ok(blocks.length >= 7);
  for (const block of blocks) assert.match(block, /<<: \*(?:part|front|application)/u);
  for (const kind of ['networks', 'volumes']) {
    const section = text.slice(text.indexOf(`\n${kind}:`)).split(/\n(?=[a-z])/u)[1] ?? '';
    const things = section.split(/\n {2}(?=[a-z-]+:)/u).slice(1);
    assert.equal(things.length, kind === 'networks' ? 3 : 5);
    for (const thing of things) assert.match(thing, /labels: \*labels/u);
  }
  assert.doesNotMatch(text, /^\s+ports:/mu);
});

test('no part runs as root, keeps a capability that it does not need, or may write to its own image', () => {
  assert.match(text, /x-part:[^]*?cap_drop: \[ALL\][^]*?no-new-privileges:true/u);
  assert.doesNotMatch(text, /privileged: true|user: ['"]?(?:root|0)\b/u);
  assert.equal(text.match(/read_only: true/gu)?.length, 6);
});

test('a shape fills every limit of the file, and nothing that is not in it', () => {
  const limits = [...text.matchAll(/\$\{(GOLIVE_[A-Z_]*(?:MEMORY|SWAP|CPUS|CPUSET))\b/gu)].map(
    ([, name]) => name,
  );
  const given = Object.keys(shapeVariables(shapes[0]));
  assert.deepEqual([...new Set(limits)].toSorted(), given.toSorted());
});
