import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { readJournal } from '../evidence/journal.ts';
import { cell, row } from '../reports/test-support/judge-input.ts';
import { sampleVerdict } from '../reports/test-support/sample-verdict.ts';
import { builtInTargets, loadTarget, targetFile } from '../targets/load.ts';
import { targetDigest } from '../targets/target-digest.ts';
import type { Verdict } from '../reports/verdict.ts';
import { carriedOver, carryOver } from './carry-over.ts';
import { golivePackage } from './golive-package.ts';
import { earlierOf, whyNotResumed } from './resume-request.ts';
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
    assert.equal(whyNotResumed(earlierOf(interrupted), request), undefined);
    const part = { ...interrupted, partial: { scheduled: 2, of: 80 } };
    assert.equal(whyNotResumed(earlierOf(part), { ...request, only: ['stack.ready'] }), undefined);
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
      assert.match(
        whyNotResumed(earlierOf({ ...interrupted, ...verdict }), { ...request, ...asked }) ?? '',
        says,
      ));
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

describe('carryOver', () => {
  const folder = mkdtempSync(join(tmpdir(), 'golive-resume-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const context = (name: string) => {
    const runFolder = join(folder, name);
    mkdirSync(join(runFolder, 'attachments'), { recursive: true });
    const journal = join(runFolder, 'evidence.jsonl');
    writeFileSync(journal, '');
    return { request, runFolder, journal, closed: new Set<string>(), report: () => undefined };
  };
  const attachment = { name: 'screen', contentType: 'image/jpeg', path: 'attachments/a.jpg' };
  const outside = { ...attachment, path: '../elsewhere.jpg' };
  const answered = row({ run: 'earlier', check: 'stack.ready', attachments: [attachment, outside] });

  it('refuses another release, before anything is taken over', () => {
    const earlier = context('refused');
    const resume = { run: 'earlier', folder: earlier.runFolder, release: 'aaaa', rows: [answered] };
    assert.throws(
      () => carryOver(earlier, { digest: 'bbbb' }, resume),
      /^UsageError: --resume: expected the release aaaa of run earlier, got bbbb; what was seen of another/u,
    );
    assert.throws(() => carryOver(earlier, null, resume), /got none/u);
    assert.equal(readFileSync(earlier.journal, 'utf8'), '');
  });

  it('takes rows under the name of their run, with their attachments, and no file from elsewhere', () => {
    const earlier = context('a/earlier');
    const later = context('b/later');
    writeFileSync(join(earlier.runFolder, attachment.path), 'picture');
    writeFileSync(join(folder, 'a', 'elsewhere.jpg'), 'not a picture of this run');
    carryOver(
      later,
      { digest: 'aaaa' },
      {
        run: 'earlier',
        folder: earlier.runFolder,
        release: 'aaaa',
        rows: [answered, row({ ...answered, outcome: 'fail', reason: 'no', subject: 'other' })],
      },
    );
    assert.equal(readFileSync(join(later.runFolder, attachment.path), 'utf8'), 'picture');
    assert.deepEqual(
      readJournal(later.journal)
        .rows.map(({ run, check, outcome }) => [run, check, outcome])
        .at(-1),
      ['earlier', 'stack.ready', 'fail'],
    );
    assert.equal(existsSync(join(later.runFolder, '..', 'elsewhere.jpg')), false);
  });
});
