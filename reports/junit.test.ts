import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { renderJunit } from './junit.ts';
import { hostileTexts, withHostileText } from './test-support/hostile.ts';
import { cleanVerdict, sampleVerdict } from './test-support/sample-verdict.ts';
import { verdictSchema } from './verdict.ts';

const sample = await sampleVerdict();
const xml = renderJunit(sample);
const count = (pattern: RegExp, text = xml): number => [...text.matchAll(pattern)].length;
const total = (name: string, text = xml): number =>
  Number(new RegExp(`<testsuites [^>]*${name}="(\\d+)"`, 'u').exec(text)?.[1]);

describe('junit.xml', () => {
  it('holds the verdict, every check and every line', () => {
    const expected = 1 + sample.checks.length + sample.checklist.length;
    assert.equal(count(/<testcase /gu), expected);
    assert.equal(total('tests'), expected);
  });

  it('counts what it holds', () => {
    assert.equal(total('failures'), count(/<failure /gu));
    assert.equal(total('errors'), count(/<error /gu));
    assert.equal(total('skipped'), count(/<skipped /gu));
  });

  it('tells inconclusive as an error, never as skipped', () => {
    const open = sample.checks.filter(
      ({ outcome, waiver, level }) => outcome === 'inconclusive' && !waiver && level === 'blocking',
    );
    const lines = sample.checklist.filter(
      ({ outcome }) => outcome === 'inconclusive' || outcome === 'unbound',
    );
    assert.ok(open.length > 0);
    assert.equal(total('errors'), open.length + lines.length);
    assert.ok(!/<skipped message="[^"]*not measured/u.test(xml));
  });

  it('is red as a whole for a verdict that is not GO though each check passed', async () => {
    const clean = await cleanVerdict();
    assert.equal(total('failures', renderJunit(clean)) + total('errors', renderJunit(clean)), 0);
    const ended = renderJunit({ ...clean, decision: 'INCONCLUSIVE', sentence: 'INCONCLUSIVE: interrupted.' });
    assert.equal(total('errors', ended), 1);
  });

  for (const text of hostileTexts) {
    it(`keeps ${JSON.stringify(text)} as text`, () => {
      const hostile = renderJunit(verdictSchema.parse(withHostileText(sample, text)));
      const names = new Set([...hostile.matchAll(/<\/?([a-zA-Z]+)/gu)].map(([, name]) => name));
      assert.deepEqual([...names].sort(), [
        'error',
        'failure',
        'skipped',
        'testcase',
        'testsuite',
        'testsuites',
      ]);
      assert.ok(!/[\u0000-\u0008\u001b\u202e]/u.test(hostile));
    });
  }
});
