import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { earlierGo } from '../reports/test-support/sample-changes.ts';
import { cleanVerdict, sampleVerdict } from '../reports/test-support/sample-verdict.ts';
import type { Verdict } from '../reports/verdict.ts';
import { writeReports } from '../reports/write-reports.ts';
import { chooseCleaned } from '../reports/kept/choose-cleaned.ts';
import { lastGoBefore } from '../reports/kept/last-go.ts';
import { listRuns } from '../reports/kept/list-runs.ts';
import { startGolive, type Ended } from './testing/golive-child.ts';
import { makePlace, type Place } from './testing/place.ts';

const noGo = await sampleVerdict();
const go = earlierGo(await cleanVerdict());

describe('runs that are kept', { timeout: 120_000 }, () => {
  let place: Place;
  before(() => {
    place = makePlace();
    keep('20260301T100000-sample-aaaa', go);
    keep('20260302T100000-sample-bbbb', go);
    keep('20260303T100000-sample-cccc', noGo);
    keep('20260303T110000-sample-dddd', go);
    writeFileSync(join(place.reports, '20260303T110000-sample-dddd', 'signoff.json'), '{}');
    keep('20260304T100000-sample-eeee', { ...go, fault: planted });
    keep('20260304T110000-other-ffff', { ...go, run: { ...go.run, target: 'other' } });
    keep('20260305T100000-sample-gggg', noGo);
    mkdirSync(join(place.reports, 'my-own-notes'));
  });
  after(() => place[Symbol.dispose]());

  const planted = {
    ...{ id: 'f', at: 'edge', what: 'a header is taken off', turnsRed: ['headers.present'] },
    ...{ bystander: 'stack.ready', verdict: 'NO-GO' as const },
  };
  function keep(id: string, verdict: Verdict): void {
    const runFolder = join(place.reports, id);
    mkdirSync(runFolder, { recursive: true });
    writeReports({ runFolder, verdict: { ...verdict, run: { ...verdict.run, id } } });
  }
  const golive = async (...words: readonly string[]): Promise<Ended> =>
    await startGolive({ place, arguments: [...words, '--reports', place.reports] }).ended;

  it('runs lists target, verdict, date and size of each, the newest first', async () => {
    const { code, stdout } = await golive('runs');
    assert.equal(code, 0);
    const lines = stdout.trim().split('\n');
    assert.match(
      lines[0] ?? '',
      /^2026-03-02 10:55 {2}sample +\d+(\.\d)? [KM]B {2}20260305T100000-sample-gggg {2}NO-GO$/u,
    );
    assert.match(stdout, /20260303T110000-sample-dddd {2}GO, signed/u);
    assert.match(stdout, /20260304T100000-sample-eeee {2}GO, fault f/u);
    assert.match(lines.at(-1) ?? '', /^7 runs, /u);
  });

  it('the last GO is the nearest earlier one of the same target, with no fault in it', () => {
    const of = (id: string, target = 'sample') => lastGoBefore(place.reports, { id, target })?.run.id;
    assert.equal(of('20260305T100000-sample-gggg'), '20260303T110000-sample-dddd');
    assert.equal(of('20260302T100000-sample-bbbb'), '20260301T100000-sample-aaaa');
    assert.equal(of('20260301T100000-sample-aaaa'), undefined);
    assert.equal(of('20260305T100000-other-zzzz', 'other'), '20260304T110000-other-ffff');
  });

  it('diff tells the answers, the lines and the figures that changed', async () => {
    const { code, stdout } = await golive(
      'diff',
      '20260302T100000-sample-bbbb',
      '20260305T100000-sample-gggg',
    );
    assert.equal(code, 0);
    assert.match(stdout, /pass -> fail restore\.structure-equal: sequence\.behind/u);
    assert.match(stdout, /release: 1\.4\.1 11aa22bb33cc, then 1\.4\.2 9f2c41d07ab3/u);
    assert.match(stdout, /\d ms -> 488\.2 ms load\.p95.* \(limit 500 ms, n 12,800 and 12,800\)/u);
    assert.match(stdout, /\d+ answers, \d+ lines of the plan and \d+ figures are others than they were\n$/u);
  });

  it('diff refuses one run, two targets, and what is no run', async () => {
    const one = await golive('diff', '20260302T100000-sample-bbbb');
    assert.deepEqual([one.code, one.stderr], [2, 'golive: diff: expected two runs, got 1\n']);
    const two = await golive('diff', '20260302T100000-sample-bbbb', '20260304T110000-other-ffff');
    assert.match(two.stderr, /expected two runs of one target, got sample and other/u);
    const none = await golive('diff', '20260302T100000-sample-bbbb', 'nothing');
    assert.equal(none.code, 2);
    assert.match(none.stderr, /no run "nothing": expected a folder/u);
  });

  it('clean keeps the newest, the last GO of a target, what is signed and what goes on', async () => {
    const going = join(place.reports, '20260302T110000-sample-hhhh');
    mkdirSync(going);
    appendFileSync(join(going, 'evidence.jsonl'), '');
    const left = join(place.reports, '20260301T110000-sample-iiii');
    mkdirSync(left);
    appendFileSync(join(left, 'evidence.jsonl'), '');
    const long = new Date(Date.now() - 7_200_000);
    utimesSync(join(left, 'evidence.jsonl'), long, long);

    const dry = await golive('clean', '--keep', '1', '--dry-run');
    assert.match(dry.stdout, /would free \d+(\.\d)? [KM]B of 5 runs; 4 stay\n$/u);
    assert.equal(listRuns(place.reports).length, 9);

    const { code, stdout, stderr } = await golive('clean', '--keep', '1');
    assert.equal(code, 0);
    assert.match(stdout, /freed \d+(\.\d)? [KM]B of 5 runs; 4 stay\n$/u);
    assert.match(stderr, /stays: 20260303T110000-sample-dddd, people have signed it/u);
    assert.match(stderr, /stays: 20260304T110000-other-ffff, the last GO of other/u);
    assert.match(stderr, /stays: 20260302T110000-sample-hhhh, it is going on/u);
    assert.deepEqual(
      listRuns(place.reports).map(({ id }) => id.slice(-4)),
      ['gggg', 'ffff', 'dddd', 'hhhh'],
    );
    assert.ok(readdirSync(place.reports).includes('my-own-notes'), 'what is no run is not touched');
  });

  it('clean removes the last GO and what is signed only when told', () => {
    const told = { keep: 0, isRunning: () => false, alsoLastGo: true, alsoSigned: true };
    assert.ok(chooseCleaned(listRuns(place.reports), told).every(({ stays }) => stays === null));
  });

  it('clean refuses what is no number of runs', async () => {
    const { code, stderr } = await golive('clean', '--keep', '-1');
    assert.equal(code, 2);
    assert.match(stderr, /--keep/u);
    const word = await golive('clean', '--keep=some');
    assert.equal(word.stderr, 'golive: --keep: expected a number of runs, 0 or more, got "some"\n');
  });
});
