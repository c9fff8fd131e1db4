import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { canonicalExpression } from './catalog/expression-text.ts';
import { compare } from './compare.ts';
import { describeDifferences } from './difference-report.ts';
import type { Fingerprint, SequenceFingerprint } from './fingerprint.ts';

const orders = { schema: 'shop', table: 'orders', count: 10, method: 'record', rowHash: '1' } as const;
const sequence: SequenceFingerprint = {
  schema: 'shop',
  sequence: 'orders_id_seq',
  lastValue: '10',
  isCalled: true,
  increment: '1',
  cycles: false,
  feeds: ['shop.orders.id'],
  columnMax: '10',
};
const held = (change: Partial<SequenceFingerprint> = {}): Fingerprint => ({
  tables: [orders],
  sequences: [{ ...sequence, ...change }],
});
const kinds = (...parameters: Parameters<typeof compare>) => compare(...parameters).map(({ kind }) => kind);

describe('compare', () => {
  it('does not take nothing, or a part that one side lacks, for equal', () => {
    assert.deepEqual(kinds({}, {}), ['nothing-compared']);
    assert.deepEqual(kinds({ tables: [] }, { tables: [] }), ['nothing-compared']);
    assert.deepEqual(kinds({ tables: [orders], catalog: [] }, { tables: [orders] }), ['part.missing']);
  });

  it('knows a sequence that would hand out a stored value, whichever way it counts', () => {
    assert.deepEqual(kinds(held(), held()), []);
    assert.deepEqual(kinds(held(), held({ isCalled: false })), ['sequence.position', 'sequence.behind']);
    const falling = { increment: '-1', lastValue: '-10', columnMax: '-10' };
    assert.deepEqual(kinds(held(falling), held(falling)), []);
    assert.deepEqual(kinds(held(falling), held({ ...falling, lastValue: '-9' })).at(-1), 'sequence.behind');
    assert.deepEqual(kinds(held({ lastValue: '3' }), held({ lastValue: '3' })), ['sequence.behind']);
    assert.deepEqual(kinds(held({ columnMax: null }), held({ columnMax: null })), []);
  });

  it('lets sequences stand further on where that was allowed, never further back', () => {
    const allowed = { sequencesAhead: 'writes went on' };
    assert.deepEqual(kinds(held(), held({ lastValue: '12' }), { allowed }), []);
    assert.deepEqual(kinds(held({ lastValue: '12' }), held({ lastValue: '11' }), { allowed }), [
      'sequence.position',
    ]);
  });

  it('lets the rows of a table differ, but neither its absence nor what nobody named', () => {
    const allowed = { tables: { 'shop.orders': 'written meanwhile' } };
    const more: Fingerprint = {
      tables: [{ ...orders, count: 12 }],
      sequences: [{ ...sequence, lastValue: '12' }],
    };
    assert.deepEqual(kinds(held(), more, { allowed }), []);
    assert.deepEqual(kinds(held(), { tables: [], sequences: held().sequences ?? [] }, { allowed }), [
      'rows.missing',
    ]);
    assert.deepEqual(kinds(held(), held(), { allowed: { tables: { orders: 'no schema' } } }), [
      'allowance.unknown',
    ]);
    const exact = { differences: { 'table.count shop.orders': 'known' } };
    assert.deepEqual(kinds({ tables: [orders] }, { tables: more.tables ?? [] }, { allowed: exact }), []);
  });

  it('reports what is broken in itself even where it was broken before', () => {
    const broken = { tables: [orders], problems: ['row 3 of orders refers to a missing row of customers'] };
    assert.match(
      describeDifferences(compare(broken, broken)),
      /expected sound, got broken, as it was before/,
    );
  });
});

describe('describeDifferences', () => {
  it('puts lost data first, shows long texts where they depart, and says how many are left', () => {
    const body = 'CREATE FUNCTION f() RETURNS int AS '.padEnd(400, 'x');
    const text = describeDifferences(
      [
        { kind: 'function.definition', subject: 'shop.f()', expected: `${body}1`, actual: `${body}2` },
        { kind: 'index.missing', subject: 'shop.by_name', expected: 'CREATE INDEX', actual: 'none' },
        { kind: 'table.count', subject: 'shop.orders', expected: '10 rows', actual: '9 rows' },
      ],
      2,
    );
    assert.equal(
      text,
      `3 differences:\n- shop.orders: table.count: expected 10 rows, got 9 rows\n` +
        `- shop.f(): function.definition: expected …${'x'.repeat(40)}1, got …${'x'.repeat(40)}2\n- and 1 more`,
    );
    assert.equal(describeDifferences([]), 'No difference.');
  });
});

describe('canonicalExpression', () => {
  it('writes a cast array as PostgreSQL does after a restore, and leaves all else alone', () => {
    const element = `'it''s, [b]'::character varying`;
    assert.equal(
      canonicalExpression(`CHECK (((s)::text = ANY ((ARRAY[${element}, f('a', 2)])::text[])))`),
      `CHECK (((s)::text = ANY (ARRAY[(${element})::text, (f('a', 2))::text])))`,
    );
    for (const same of [`(ARRAY[1, 2])`, `'(ARRAY['`, `(ARRAY['a'::text])[1]`, 'status', `(ARRAY[1`]) {
      assert.equal(canonicalExpression(same), same);
    }
  });
});
