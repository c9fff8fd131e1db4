import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Fingerprint, SequenceFingerprint, TableFingerprint } from '../stack/fingerprint/fingerprint.ts';
import { comparisonRow } from './comparison-row.ts';
import { judgeDatabase, type ComparisonVerdict } from './database-judgement.ts';

const table = (name: string, count: number, rowHash = `${count}`): TableFingerprint => ({
  schema: 'public',
  table: name,
  count,
  method: 'record',
  rowHash,
});
const sequence = (name: string, lastValue: number): SequenceFingerprint => ({
  schema: 'public',
  sequence: name,
  lastValue: String(lastValue),
  isCalled: true,
  increment: '1',
  cycles: false,
  feeds: [],
  columnMax: null,
});
const state = (
  tables: readonly TableFingerprint[],
  sequences: readonly SequenceFingerprint[] = [],
  problems: readonly string[] = [],
): Fingerprint => ({
  tables,
  sequences,
  catalog: [{ kind: 'index', name: 'public.jobs.jobs_pkey', fields: { definition: 'unique' } }],
  problems,
});

const jobs = table('jobs', 10);
const still = state([jobs, table('notes', 5)], [sequence('jobs_id_seq', 10), sequence('notes_id_seq', 5)]);
/** The racing writes moved one sequence; their rows are left out. */
const raced = { ...still, sequences: [sequence('jobs_id_seq', 10), sequence('notes_id_seq', 17)] };

const judge = (restored: Fingerprint, after = raced, mayDiffer = {}) =>
  judgeDatabase({ before: still, after, restored }, mayDiffer);
const kinds = ({ refused, unsure, allowed }: ComparisonVerdict) => ({
  refused: refused.map(({ kind }) => kind),
  unsure: unsure.map(({ kind }) => kind),
  allowed: allowed.map(({ kind }) => kind),
});
const none = { refused: [], unsure: [], allowed: [] };

describe('the restored database', () => {
  it('is equal where all but the racing writes is', () => {
    const { rows, structure } = judge({
      ...still,
      sequences: [sequence('jobs_id_seq', 10), sequence('notes_id_seq', 9)],
    });
    assert.deepEqual([kinds(rows), rows.compared], [none, 15]);
    assert.deepEqual(kinds(structure), { ...none, allowed: ['sequence.position'] });
    assert.equal(comparisonRow('x', rows).outcome, 'pass');
    assert.match(comparisonRow('x', structure).reason ?? '', /notes_id_seq.*numbers were given out/u);
  });

  it('may have no sequence behind, nor one ahead that nobody moved', () => {
    const behind = judge({ ...still, sequences: [sequence('jobs_id_seq', 10), sequence('notes_id_seq', 4)] });
    assert.deepEqual(kinds(behind.structure).refused, ['sequence.position']);
    const ahead = judge({ ...still, sequences: [sequence('jobs_id_seq', 11), sequence('notes_id_seq', 5)] });
    assert.deepEqual(kinds(ahead.structure).refused, ['sequence.position']);
  });

  it('is told apart into rows and structure', () => {
    const { rows, structure } = judge({ ...still, tables: [jobs], catalog: [] });
    assert.deepEqual(kinds(rows).refused, ['rows.missing']);
    assert.deepEqual(kinds(structure).refused, ['index.missing']);
    assert.deepEqual(kinds(judge({ ...still, tables: [jobs, table('notes', 5, 'other')] }).rows).refused, [
      'table.rows',
    ]);
  });

  it('is unsure about a table that changes by itself, unless it came back as before or after', () => {
    const after = { ...raced, tables: [jobs, table('notes', 7)] };
    const came = (count: number) =>
      kinds(judge({ ...still, tables: [jobs, table('notes', count)] }, after).rows);
    assert.deepEqual(came(5), none);
    assert.deepEqual(came(7), { ...none, allowed: ['table.count'] });
    assert.deepEqual(came(6), { ...none, unsure: ['table.count'] });
    const restored = { ...still, tables: [jobs, table('notes', 6)] };
    const named = judge(restored, after, { 'public.notes': 'a clock writes into it' });
    assert.deepEqual(kinds(named.rows), { ...none, allowed: ['table.count'] });
    assert.match(
      comparisonRow('x', judge(restored, after).rows).reason ?? '',
      /name it in operations\.mayDiffer/u,
    );
  });

  it('may differ in one way that the target names with a reason', () => {
    const restored = { ...still, sequences: [sequence('jobs_id_seq', 42), sequence('notes_id_seq', 5)] };
    const reason = 'a physical backup skips numbers';
    assert.deepEqual(kinds(judge(restored).structure).refused, ['sequence.position']);
    const { structure } = judge(restored, raced, { 'sequence.position public.jobs_id_seq': reason });
    assert.deepEqual(kinds(structure), { ...none, allowed: ['sequence.position'] });
    assert.equal(structure.allowed[0]?.reason, reason);
  });

  it('is not blamed for references that were broken before, but for pages that are', () => {
    const old = 'row 3 of jobs refers to a missing row of people';
    const page = 'Tree 4 page 9: btreeInitPage() returns error code 11';
    const broken = state(still.tables ?? [], still.sequences, [old, page]);
    const judged = judgeDatabase({ before: broken, after: broken, restored: broken });
    assert.deepEqual(kinds(judged.rows), { refused: ['integrity'], unsure: [], allowed: ['integrity'] });
  });

  it('proves nothing where nothing was there before', () => {
    const empty = state([table('jobs', 0)]);
    const { rows } = judgeDatabase({ before: empty, after: empty, restored: empty });
    assert.deepEqual(kinds(rows), { ...none, unsure: ['nothing-compared'] });
    assert.equal(comparisonRow('x', rows).outcome, 'inconclusive');
  });

  it('fails by what is refused, whatever else is unsure', () => {
    const difference = { kind: 'table.rows', subject: 'public.jobs', expected: 'a', actual: 'b' };
    const verdict = { refused: [difference], unsure: [difference], allowed: [], compared: 3 };
    const row = comparisonRow('restore.rows-equal', verdict);
    assert.deepEqual([row.outcome, row.actual, row.n], ['fail', 1, 3]);
    assert.match(row.reason ?? '', /public\.jobs: table\.rows: expected a, got b/u);
  });
});
