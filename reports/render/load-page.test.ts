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

test('a calibration that was only worse than the truth is said to be no refusal, unless it was one', () => {
  const refusal = 'p50 of known delays: expected 20 ms ± 3.0, got 25.6 ms';
  const { calibration = assert.fail('the sample has one') } = sample;
  const added = { ...sample, calibration: { ...calibration, ok: false, refusal, addsMs: 5.6 } };
  const told = (load: typeof sample) =>
    renderLoad(load, { target: 'shop', outcome: 'pass', firstFailure: undefined });
  assert.match(told(added), /this box adds up to 5\.6 ms: figures are worse than the system/u);
  const invalid = [{ code: 'calibration', reason: refusal }];
  assert.match(told({ ...added, invalid }), /n 300; refused: p50 of known delays/u);
});
