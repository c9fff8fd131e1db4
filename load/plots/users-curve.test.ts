import assert from 'node:assert/strict';
import { test } from 'node:test';
import { usersCurve } from './users-curve.ts';

const step = (users: number, p95Ms: number | null, errorRate = 0, failsOn: string | null = null) => {
  return { users, p95Ms, errorRate, failsOn };
};
const curves = [
  {
    title: '1 CPU / 2 GB: 94',
    steps: [step(100, 900, 0.02, 'p95'), step(25, 12), step(50, 20), step(94, 300)],
  },
  { title: '<b>&"', steps: [step(25, 10), step(400, null, 1, 'errors'), step(200, 400)] },
];
const svg = usersCurve(curves, { p95Ms: 500, errorRate: 0.001 });

test('a named picture with both limits, units, every curve, and nothing from outside', () => {
  assert.match(svg, /^<svg [^>]*role="img" aria-label="[^"]{10,}"/);
  assert.match(svg, /limit 500 ms/);
  assert.match(svg, /p95 latency \(ms\)/);
  assert.match(svg, /errors \(%\)/);
  assert.match(svg, />1 CPU \/ 2 GB: 94</);
  assert.match(svg, /&lt;b&gt;&amp;&quot;/);
  assert.doesNotMatch(svg, /NaN|undefined|Infinity|<script|<style|href=|style="/);
});

test('a step that failed is a ring, and one beyond the picture says so', () => {
  const rings = svg.match(/<circle [^>]*fill="none"/g) ?? [];
  assert.equal(rings.length, 4, 'two steps that failed, in both parts');
  assert.equal(svg.match(/↑/g)?.length, 1, 'no answer at all is beyond any scale');
});

test('points are joined in the order of users, not of the search', () => {
  const [path = ''] = svg.match(/<path d="[^"]*"/g) ?? [];
  const across = [...path.matchAll(/[ML]([\d.]+) /g)].map(([, x]) => Number(x));
  assert.deepEqual(
    across,
    across.toSorted((a, b) => a - b),
  );
  assert.equal(across.length, 4);
});

test('no step at all is a picture as well', () => {
  assert.doesNotMatch(usersCurve([{ title: 'none', steps: [] }], { p95Ms: 500, errorRate: 0.001 }), /NaN/);
});
