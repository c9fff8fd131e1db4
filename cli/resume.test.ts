import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cell, row } from '../reports/test-support/judge-input.ts';
import { sampleVerdict } from '../reports/test-support/sample-verdict.ts';
import { builtInTargets, loadTarget, targetFile } from '../targets/load.ts';
import { targetDigest } from '../targets/target-digest.ts';
import type { Verdict } from '../reports/verdict.ts';
import { carriedOver } from './carry-over.ts';
import { golivePackage } from './golive-package.ts';
import { whyNotResumed } from './resume-request.ts';
import type { RunRequest } from './run-context.ts';

const target = await loadTarget(targetFile(builtInTargets[0]));
const sample = await sampleVerdict();
const interrupted: Verdict = {
  ...sample,
  endedEarly: 'interrupted in tasks',
  run: {
    ...sample.run,
    target: target.name,
    profile: 'acceptance',
    versions: { golive: golivePackage.version },
    configuration: { target: { module: target.name, digest: targetDigest(target) }, compose: null },
  },
};
const request: RunRequest = {
  target,
  targetFile: 'reference',
  profile: 'acceptance',
  stack: 'process',
  attach: undefined,
  devices: ['iphone', 'android', 'tablet'],
  only: [],
  source: undefined,
  fault: undefined,
  seed: target.seed.acceptance,
  load: { engine: 'builtin', profile: 'gate' },
  shape: undefined,
  port: undefined,
  reportsFolder: 'reports',
};

describe('an interrupted run', () => {
  it('is gone on with where all is as it was', () => {
    assert.equal(whyNotResumed(interrupted, request), undefined);
    const part = { ...interrupted, partial: { scheduled: 2, of: 80 } };
    assert.equal(whyNotResumed(part, { ...request, only: ['stack.ready'] }), undefined);
  });

  const run = interrupted.run;
  const refused: readonly (readonly [string, Partial<Verdict>, Partial<RunRequest>, RegExp])[] = [
    ['of another target', { run: { ...run, target: 'other' } }, {}, /got one of other$/u],
    ['of the gate', { run: { ...run, profile: 'gate' } }, {}, /got gate and acceptance$/u],
    ['for the gate', {}, { profile: 'gate' }, /got acceptance and gate$/u],
    ['that came to its end', { endedEarly: null }, {}, /got one that came to its end$/u],
    ['of some checks alone', { partial: { scheduled: 2, of: 80 } }, {}, /got one of some checks alone$/u],
    ['of another Golive', { run: { ...run, versions: { golive: '0.0.1' } } }, {}, /got one of 0\.0\.1$/u],
    [
      'with another target under its name',
      { run: { ...run, configuration: { target: { module: 'x', digest: 'other' }, compose: null } } },
      {},
      /got another one under its name$/u,
    ],
    ['of no known release', { run: { ...run, release: null } }, {}, /whose release nobody knows$/u],
  ];
  for (const [name, verdict, asked, says] of refused) {
    it(`is refused ${name}`, () =>
      assert.match(whyNotResumed({ ...interrupted, ...verdict }, { ...request, ...asked }) ?? '', says));
  }
});

describe('carriedOver', () => {
  const on = (device: string, over: object = {}) => cell({ device, ...over });
  const phones = [on('iphone'), on('android')];

  it('closes a question that was answered on every phone, and takes its rows', () => {
    const rows = phones.map(({ device }) => row({ device }));
    assert.deepEqual(carriedOver(phones, rows), { rows, closed: ['task.confirmed / target'] });
  });

  it('asks again what was left open, or was not asked on every phone', () => {
    const open = [row({ device: 'iphone' }), row({ device: 'android', outcome: 'inconclusive' })];
    assert.deepEqual(carriedOver(phones, open), { rows: [], closed: [] });
    assert.deepEqual(carriedOver(phones, [row({ device: 'iphone' })]), { rows: [], closed: [] });
  });

  it('keeps a no, also of a question that is asked again', () => {
    const failed = row({ device: 'iphone', outcome: 'fail' });
    assert.deepEqual(carriedOver(phones, [failed]), { rows: [failed], closed: [] });
  });

  it('takes the answers of a drill over whole or not at all', () => {
    const drill = [
      cell({ check: 'restore.time', suite: 'drill' }),
      cell({ check: 'restore.rows-equal', suite: 'drill' }),
    ];
    const [first, second] = drill.map(({ check }) => row({ check }));
    assert.ok(first && second);
    assert.deepEqual(carriedOver(drill, [first]).closed, []);
    assert.equal(carriedOver(drill, [first, second]).closed.length, 2);
  });

  it('closes nothing that the target does not have', () => {
    const none = cell({ notApplicable: 'it has none' });
    assert.deepEqual(carriedOver([none], []), { rows: [], closed: [] });
  });
});
