import assert from 'node:assert/strict';
import { test } from 'node:test';
import { proofSentences } from '../../reports/proof-sentences.ts';
import { proofSchema } from '../../reports/schema/proof.ts';
import type { ProofLog } from './proof-log.ts';
import { partOf, shareOf } from './proof-plan.ts';
import type { ProofRecord, RecordOf } from './proof-record.ts';
import { rate, scoreOf } from './score.ts';

const about = { digest: 'd', at: '2026-03-02T10:00:00.000Z', durationMs: 20_000 };
const fault = (key: string, outcome: RecordOf<'fault'>['outcome']): ProofRecord => ({
  kind: 'fault',
  ...about,
  ...{ key, outcome, why: outcome, turnedRed: [], isBystanderGreen: true, run: 'r', proved: null },
});
const mutant = (key: string, outcome: RecordOf<'mutation'>['outcome']): ProofRecord => ({
  kind: 'mutation',
  ...about,
  ...{ key, outcome, seed: '7', operator: 'await', what: 'an await is dropped', file: 'a.ts', line: 1 },
  ...{ diff: ['- await a();', '+ a();'], why: '', run: 'r', asked: ['a.b'], notAsked: ['c.d'] },
  durationMs: 31_000,
});
const cleanRun = (key: string, decision: string, red: string[]): ProofRecord => ({
  kind: 'clean',
  ...about,
  ...{ key, decision, red, run: key, place: 'process', asked: [], passed: ['a/b@none'], open: [] },
});
const records: readonly ProofRecord[] = [
  fault('one', 'caught'),
  fault('two', 'missed'),
  fault('three', 'open'),
  mutant('m1', 'killed'),
  mutant('m2', 'survived'),
  mutant('m3', 'open'),
  mutant('m4', 'not-built'),
  cleanRun('clean-1', 'GO', []),
  cleanRun('clean-2', 'NO-GO', ['c/d@none']),
];
const log: Pick<ProofLog, 'of'> = {
  of: <K extends ProofRecord['kind']>(kind: K) =>
    records.filter((record): record is RecordOf<K> => record.kind === kind),
};
const facts = {
  target: 'x',
  version: '1',
  digest: 'd',
  stack: 'process',
  devices: ['android'],
  candidates: 9,
};
const score = scoreOf(log, facts);

test('what could not be told is not counted as caught, nor as killed', () => {
  assert.deepEqual(score.faults.missed, rate(2, 3));
  assert.deepEqual(score.mutations.survived, rate(2, 3));
  assert.deepEqual(
    score.mutations.alive.map(({ id, outcome }) => [id, outcome]),
    [
      ['m2', 'survived'],
      ['m3', 'open'],
    ],
  );
  assert.equal(score.mutations.notBuilt, 1);
  assert.deepEqual([score.mutations.durations.over30s, score.faults.durations.over30s], [3, 0]);
});

test('a clean run that is not GO is a false alarm, and so is each red answer of it', () => {
  assert.deepEqual(score.clean.notGo, rate(1, 2));
  assert.deepEqual(score.clean.falseAlarms, rate(1, 3));
  assert.deepEqual(score.clean.alarms, ['c/d@none in clean-2']);
});

test('bounds are exact: nothing in 59 is at most 5 %, and nothing of nothing may be all', () => {
  assert.ok(Math.abs(rate(0, 59).upper - 0.0495) < 1e-3);
  assert.equal(rate(0, 0).upper, 1);
});

test('it is a proof as reports read it, and each rate is said with n and bound', () => {
  assert.deepEqual(proofSchema.parse(score), score);
  const said = proofSentences(score);
  assert.match(
    said[1] ?? '',
    /^Planted faults not caught: 2 of 3, at most 98\.3 % with 95 % confidence; half/u,
  );
  assert.match(said[2] ?? '', /drawn by seed 7 from 9; 1 more did not start/u);
  const nothing = proofSentences(scoreOf({ of: () => [] }, facts));
  assert.equal(nothing[1], 'Planted faults not caught: none tried.');
});

test('shards share a list out, and a number', () => {
  const parts = [1, 2, 3].map((index) => partOf([1, 2, 3, 4, 5, 6, 7], { index, of: 3 }));
  assert.deepEqual(parts, [
    [1, 4, 7],
    [2, 5],
    [3, 6],
  ]);
  assert.deepEqual(
    [1, 2, 3].map((index) => shareOf(7, { index, of: 3 })),
    [3, 2, 2],
  );
});
