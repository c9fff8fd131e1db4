import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadReportSchema } from '../schema/load-report.ts';
import { sampleVerdict } from '../test-support/sample-verdict.ts';
import { renderLoad } from './load-page.ts';

const { load } = await sampleVerdict();
const sample = loadReportSchema.parse(load);

test('the page of a merged load says first what it came to, then its figures, and runs no script', () => {
  const about = { target: 'A <b>shop</b>', outcome: 'inconclusive' as const };
  const page = renderLoad(sample, { ...about, firstFailure: 'list: expected an answer, got <script>' });
  assert.ok(page.indexOf('The load proves nothing') < page.indexOf('<table'));
  assert.match(page, /first failure: list: expected an answer, got &lt;script&gt;/u);
  assert.match(page, /A &lt;b&gt;shop&lt;\/b&gt;/u);
  assert.doesNotMatch(page, /<script|<b>shop/u);
  const held = renderLoad(sample, { ...about, outcome: 'pass', firstFailure: undefined });
  assert.match(held, /The load holds/u);
  assert.doesNotMatch(held, /first failure/u);
});
