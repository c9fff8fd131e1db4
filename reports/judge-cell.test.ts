import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EvidenceRow, Outcome } from '../evidence/row.ts';
import { judgeCell } from './judge-cell.ts';
import type { RequiredCell } from './required.ts';
import { asOf, cell, row, waiver } from './test-support/judge-input.ts';
import type { Waiver } from './waiver.ts';

interface Case {
  readonly name: string;
  readonly cell?: Partial<RequiredCell>;
  readonly rows: readonly Partial<EvidenceRow>[];
  readonly outcome: Outcome;
  readonly reason: RegExp;
  readonly flaky?: boolean;
}

const absent = { notApplicable: 'it has no camera' };
const rate = { operator: '<', expected: 500, actual: 480, unit: 'ms', limit: 500, n: 6400 } as const;

const cases: readonly Case[] = [
  { name: 'one pass', rows: [{}], outcome: 'pass', reason: /^$/u },
  { name: 'no row', rows: [], outcome: 'inconclusive', reason: /^not measured$/u },
  { name: 'a fail', rows: [{ outcome: 'fail' }], outcome: 'fail', reason: /did not hold/u },
  {
    name: 'failed, then passed',
    rows: [{ outcome: 'fail' }, { attempt: 2 }],
    outcome: 'fail',
    reason: /^flaky/u,
    flaky: true,
  },
  {
    name: 'passed, then failed',
    rows: [{}, { attempt: 2, outcome: 'fail' }],
    outcome: 'fail',
    reason: /^flaky/u,
    flaky: true,
  },
  {
    name: 'failed twice',
    rows: [{ outcome: 'fail' }, { attempt: 2, outcome: 'fail' }],
    outcome: 'fail',
    reason: /^it did not hold$/u,
  },
  {
    name: 'a pass and a fail of one attempt are no flake',
    rows: [{}, { outcome: 'fail' }],
    outcome: 'fail',
    reason: /^it did not hold$/u,
  },
  {
    name: 'a fail beats an inconclusive row before it',
    rows: [{ outcome: 'inconclusive' }, { attempt: 2, outcome: 'fail' }],
    outcome: 'fail',
    reason: /did not hold/u,
  },
  {
    name: 'inconclusive (or skipped), then passed: the worst run counts',
    rows: [{ outcome: 'inconclusive' }, { attempt: 2 }],
    outcome: 'inconclusive',
    reason: /not seen/u,
  },
  {
    name: 'below its fidelity',
    rows: [{ fidelity: 'emulator' }],
    outcome: 'inconclusive',
    reason: /fidelity emulator, the check needs process-stack/u,
  },
  {
    name: 'one of two passes below its fidelity',
    rows: [{}, { attempt: 2, fidelity: 'static' }],
    outcome: 'inconclusive',
    reason: /fidelity static/u,
  },
  {
    name: 'a fail below its fidelity is a fail',
    rows: [{ outcome: 'fail', fidelity: 'static' }],
    outcome: 'fail',
    reason: /did not hold/u,
  },
  { name: 'a pass of nothing', rows: [{ n: 0 }], outcome: 'inconclusive', reason: /n is 0/u },
  {
    name: 'upper bound below the limit',
    rows: [{ ...rate, interval: [470, 499] }],
    outcome: 'pass',
    reason: /^$/u,
  },
  {
    name: 'a pass whose upper bound is over the limit',
    rows: [{ ...rate, interval: [470, 505] }],
    outcome: 'inconclusive',
    reason: /limit 500 lies within/u,
  },
  {
    name: 'a pass whose lower bound is under a least value',
    rows: [{ ...rate, operator: '>=', interval: [470, 505] }],
    outcome: 'inconclusive',
    reason: /limit 500 lies within/u,
  },
  {
    name: 'the target says why not',
    cell: absent,
    rows: [],
    outcome: 'not-applicable',
    reason: /no camera/u,
  },
  {
    name: 'the target says why not, and a row passes: still not green',
    cell: absent,
    rows: [{}],
    outcome: 'not-applicable',
    reason: /no camera/u,
  },
  {
    name: 'the target says why not, and a row fails',
    cell: absent,
    rows: [{ outcome: 'fail' }],
    outcome: 'fail',
    reason: /did not hold/u,
  },
  {
    name: 'a row says not-applicable, the target does not',
    rows: [{ outcome: 'not-applicable' }],
    outcome: 'inconclusive',
    reason: /the target does not: none/u,
  },
  {
    name: 'a row says not-applicable beside a pass',
    rows: [{}, { attempt: 2, outcome: 'not-applicable' }],
    outcome: 'inconclusive',
    reason: /the target does not/u,
  },
  {
    name: 'the target has it and names nothing to ask it of',
    cell: { unasked: 'the target names no role' },
    rows: [],
    outcome: 'inconclusive',
    reason: /names no role/u,
  },
];

describe('judgeCell', () => {
  for (const item of cases) {
    it(`${item.name}: ${item.outcome}`, () => {
      const judged = judgeCell(cell(item.cell), item.rows.map(row), [], asOf);
      assert.equal(judged.outcome, item.outcome);
      assert.match(judged.reason, item.reason);
      assert.equal(judged.flaky, item.flaky ?? false);
      assert.equal(judged.waiver, null);
    });
  }

  it('counts attempts, and shows the row that decided', () => {
    const failed = row({ attempt: 2, outcome: 'fail' });
    const judged = judgeCell(cell(), [row(), failed], [], asOf);
    assert.equal(judged.attempts, 2);
    assert.equal(judged.row, failed);
    assert.equal(judgeCell(cell(), [], [], asOf).attempts, 0);
  });
});

const waived: readonly [string, Partial<Waiver>, boolean][] = [
  ['of this check', {}, true],
  ['of this check and subject', { subject: 'target' }, true],
  ['of another subject', { subject: 'other' }, false],
  ['of another check', { check: 'scan.reads' }, false],
  ['that ends this very moment', { expiresAt: asOf.toISOString() }, false],
  ['that ended yesterday', { expiresAt: '2026-03-01T12:00:00Z' }, false],
];

describe('a waiver', () => {
  for (const [name, over, expected] of waived) {
    it(`${name} ${expected ? 'covers' : 'does not cover'} a fail`, () => {
      const judged = judgeCell(cell(), [row({ outcome: 'fail' })], [waiver(over)], asOf);
      assert.equal(judged.outcome, 'fail', 'a waived fail is still told as a fail');
      assert.equal(judged.waiver !== null, expected);
    });
  }

  it('covers what was not measured, and leaves a pass and a not-applicable alone', () => {
    assert.ok(judgeCell(cell(), [], [waiver()], asOf).waiver);
    assert.equal(judgeCell(cell(), [row()], [waiver()], asOf).waiver, null);
    assert.equal(judgeCell(cell(absent), [], [waiver()], asOf).waiver, null);
  });
});
