import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leniencies } from './leniency.ts';
import { loadTarget, targetFile } from './load.ts';
import { parseTarget } from './parse.ts';
import { applicable } from './capabilities.ts';
import type { Load } from './schema/limits.ts';

const reference = await loadTarget(targetFile('reference'));
const salessync = await loadTarget(targetFile('salessync'));
const withLoad = (change: Partial<Load>) => ({
  ...reference,
  load: { ...applicable(reference.load, 'load'), ...change },
});

test('a target that asks its load for less than a gate does must say why', () => {
  assert.throws(
    () => parseTarget(withLoad({ ratePerUserPerS: 0.5 }), 'a.ts'),
    /^TargetError: a\.ts: load\.ratePerUserPerS: expected at least 1, or load\.lenient: why less will do, got 0\.5$/u,
  );
  assert.throws(
    () => parseTarget(withLoad({ ratePerUserPerS: 1.07, plannedRequests: 6_419 }), 'a.ts'),
    /load\.plannedRequests: expected at least 6420 \(60 s at 107 requests\/s\), or load\.lenient: .*, got 6419$/u,
  );
  assert.throws(
    () => parseTarget(withLoad({ lenient: 'because' }), 'a.ts'),
    /load\.lenient: expected the reason/u,
  );
  parseTarget(withLoad({ ratePerUserPerS: 1.07, plannedRequests: 6_420 }), 'a.ts');
});

test('what it asks less, and why, is said beside the verdict', () => {
  const lenient = 'twelve people use it, each once a minute';
  const target = parseTarget(withLoad({ ratePerUserPerS: 0.5, plannedRequests: 2_000, lenient }), 'a.ts');
  assert.deepEqual(leniencies(target), [
    `load: 0.5 requests/s a user for 40 s, where a gate asks for 1 for 60 s: ${lenient}`,
  ]);
  assert.deepEqual([leniencies(reference), leniencies(salessync)], [[], []]);
});

test('what it does not take from ZAP, and why, is said there too', () => {
  const why = 'its styles are written by the framework';
  const automatedScan = {
    fromRisk: 'high',
    source: 'the plan, Security',
    except: [{ rule: '10055', why }],
  } as const;
  assert.deepEqual(leniencies({ ...reference, limits: { ...reference.limits, automatedScan } }), [
    'ZAP: alerts of medium risk do not count: the plan, Security',
    `ZAP: its rule 10055 does not count: ${why}`,
  ]);
});
