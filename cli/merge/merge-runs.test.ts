import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { strToU8, zipSync } from 'fflate';
import { deviceIds } from '../../devices/phones.ts';
import { completeRow } from '../../evidence/complete.ts';
import type { EvidenceRow, Outcome } from '../../evidence/row.ts';
import type { PhoneResult } from '../../reports/phones/phone-result.ts';
import { phonePage } from '../../reports/phones/phone-rows.ts';
import { readPhonesReport } from '../../reports/phones/read-phones.ts';
import { sealResult } from '../../reports/phones/seal-result.ts';
import { phonesSection } from '../../reports/render/phones.ts';
import { ReportError } from '../../reports/report-error.ts';
import { requiredCells, type RequiredCell } from '../../reports/required.ts';
import { sampleShard } from '../../reports/test-support/sample-shard.ts';
import { sampleVerdict } from '../../reports/test-support/sample-verdict.ts';
import { loadTarget, targetFile } from '../../targets/load.ts';
import { holdTogether } from './hold-together.ts';
import { gatherRuns, mergeRuns } from './merge-runs.ts';
import { readShardRun, type ShardRun } from './read-shards.ts';

const target = await loadTarget(targetFile('reference'));
const sample = await sampleVerdict();
const devices = deviceIds;
const cells = requiredCells(target, { profile: 'gate', devices, main: 'android' });

const rowOf = (
  { check, subject, device, stack, leastFidelity }: RequiredCell,
  outcome: Outcome = 'pass',
): EvidenceRow => {
  const reason = outcome === 'pass' ? '' : 'planted in this test';
  const seen = {
    check,
    subject,
    device,
    expected: true,
    actual: true,
    fidelity: leastFidelity,
    outcome,
    reason,
  };
  return completeRow(seen, { run: 'r', stack, now: new Date() });
};

/** What a phone sent to this run. */
const phoneResult = (run: string, device: string): PhoneResult => ({
  version: 1,
  ...{ run, device, token: 't', openedAt: new Date().toISOString(), finishedAt: new Date().toISOString() },
  ...{ userAgent: 'a browser', system: 'iOS 26', person: null, fidelity: 'real-device' },
  ...{ emulatedBecause: [], steps: [] },
});

/** The answers dealt to n shards in turn, as a clean run would have them. */
function deal(of: number, outcomeOf: (cell: RequiredCell) => Outcome = () => 'pass'): ShardRun[] {
  const asked = cells.filter(({ notApplicable }) => notApplicable === null);
  return Array.from({ length: of }, (_, at) => ({
    folder: `run-${at + 1}`,
    facts: { ...sampleShard({ index: at + 1, of }), devices: [...devices] },
    verdict: { ...sample, endedEarly: null },
    rows: asked.filter((_cell, nth) => nth % of === at).map((cell) => rowOf(cell, outcomeOf(cell))),
    cutShort: false,
    blobs: [],
  }));
}

describe('runs of shards', () => {
  it('end as the whole run would: GO, with every required answer', () => {
    const whole = mergeRuns(deal(1), target, 'whole');
    const merged = mergeRuns(deal(3), target, 'merged');
    assert.equal(merged.decision, 'GO', merged.sentence);
    assert.deepEqual([merged.counts, merged.sentence], [whole.counts, whole.sentence]);
    assert.deepEqual(
      merged.run.shards?.map(({ index, of }) => `${index}/${of}`),
      ['1/3', '2/3', '3/3'],
    );
  });

  it('end NO-GO where one shard saw one failure', () => {
    const last = cells.findLast(({ notApplicable, level }) => notApplicable === null && level === 'blocking');
    const merged = mergeRuns(
      deal(3, (cell) => (cell === last ? 'fail' : 'pass')),
      target,
      'merged',
    );
    assert.equal(merged.decision, 'NO-GO');
    assert.equal(merged.counts.fail, 1);
  });

  it('end INCONCLUSIVE where a shard is missing, and say which', () => {
    const [first, , third] = deal(3);
    assert.ok(first && third);
    const merged = mergeRuns([third, first], target, 'merged');
    assert.equal(merged.decision, 'INCONCLUSIVE');
    assert.match(merged.sentence, /^INCONCLUSIVE: shard 2 of 3 is missing; \d+ not answered/u);
  });

  it('end INCONCLUSIVE where a shard ended early, was killed, or never knew its release', () => {
    const [first, second] = deal(2);
    assert.ok(first && second);
    const early = {
      ...second,
      verdict: { ...second.verdict, endedEarly: 'tasks passed its deadline of 360 s' },
    };
    const nameless = { ...second, facts: { ...second.facts, release: null } };
    for (const [changed, said] of [
      [early, /shard 2 of 2: tasks passed its deadline of 360 s/u],
      [{ ...second, cutShort: true }, /shard 2 of 2: its journal ends in half a line/u],
      [nameless, /shard 2 of 2 does not say which release it asked/u],
    ] as const) {
      const merged = mergeRuns([first, changed], target, 'merged');
      assert.equal(merged.decision, 'INCONCLUSIVE');
      assert.match(merged.sentence, said);
    }
  });

  it('never end in GO where all of them left something out', () => {
    const filtered = deal(2).map((run) => ({ ...run, facts: { ...run.facts, filtered: true } }));
    assert.match(mergeRuns(filtered, target, 'merged').sentence, /^INCONCLUSIVE: partial/u);
  });

  it('end as they would without what a person’s phone could not do; a failure of the release counts all the same', () => {
    const [first, second] = deal(2);
    assert.ok(first && second);
    const [any] = first.rows;
    assert.ok(any);
    const failed = {
      ...any,
      check: 'phone.photo',
      subject: 'A phone, iOS 26',
      outcome: 'fail',
      reason: 'no',
    } as const;
    const withPhone = { ...second, rows: [...second.rows, { ...failed, stack: phonePage, device: 'none' }] };
    const merged = mergeRuns([first, withPhone], target, 'merged');
    assert.equal(merged.decision, 'GO', merged.sentence);
    assert.equal(merged.checks.filter(({ stray }) => stray).length, 0);
    const strayed = { ...second, rows: [...second.rows, { ...failed, stack: 'main' }] };
    assert.equal(mergeRuns([first, strayed], target, 'merged').decision, 'NO-GO');
  });

  it('keep the signed results of phones, where their rows lead', () => {
    const folder = mkdtempSync(join(tmpdir(), 'golive-merged-'));
    try {
      const [shard] = deal(1);
      assert.ok(shard);
      const from = join(folder, 'shard');
      mkdirSync(join(from, 'phones'), { recursive: true });
      writeFileSync(join(from, 'phones', '0123456789abcdef.json'), '{}');
      mkdirSync(join(folder, 'merged'));
      gatherRuns([{ ...shard, folder: from }], join(folder, 'merged'));
      assert.ok(existsSync(join(folder, 'merged', 'shard-1', 'phones', '0123456789abcdef.json')));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('show what phones sent to each shard, once, as it was signed for that shard', () => {
    const folder = mkdtempSync(join(tmpdir(), 'golive-merged-'));
    const { privateKey } = generateKeyPairSync('ed25519');
    try {
      const shards = deal(2).map((shard, at) => {
        const own = { ...shard, folder: join(folder, `of-${at}`) };
        mkdirSync(join(own.folder, 'phones'), { recursive: true });
        const sealed = sealResult(phoneResult(own.verdict.run.id, `Phone ${at}`), privateKey);
        writeFileSync(join(own.folder, 'phones', '0123456789abcdef.json'), JSON.stringify(sealed));
        return own;
      });
      mkdirSync(join(folder, 'merged'));
      gatherRuns(shards, join(folder, 'merged'));
      const { run } = mergeRuns(shards, target, 'merged');
      const { results } = readPhonesReport(join(folder, 'merged'), run, new Date());
      assert.deepEqual(
        results.map((item) => [item.file, 'result' in item ? item.result.device : item.refused]),
        [
          ['shard-1/phones/0123456789abcdef.json', 'Phone 0'],
          ['shard-2/phones/0123456789abcdef.json', 'Phone 1'],
        ],
      );
      const section = phonesSection({ results, invitation: undefined });
      assert.equal(section?.count, 2);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('are refused where a journal lost answers that the blob reports hold', () => {
    const rows = deal(1)[0]?.rows ?? [];
    holdTogether(rows, rows);
    const [lost] = rows;
    const message = new RegExp(`1 are missing, first ${lost?.check} / `, 'u');
    assert.throws(() => holdTogether(rows.slice(1), rows), message);
    const changed = rows.map((row, at) => (at === 0 ? { ...row, outcome: 'fail' as const } : row));
    assert.throws(() => holdTogether(changed, rows), message);
  });
});

/** A shard's folder with two blob reports, one of which the test damages. */
function shardFolder(blob: Uint8Array, blobs: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'golive-shard-'));
  mkdirSync(join(folder, 'blob'));
  writeFileSync(join(folder, 'shard.json'), JSON.stringify({ ...sampleShard({ index: 1, of: 2 }), blobs }));
  writeFileSync(join(folder, 'verdict.json'), JSON.stringify(sample));
  writeFileSync(join(folder, 'evidence.jsonl'), '');
  writeFileSync(join(folder, 'blob', 'report-1.zip'), blob);
  return folder;
}

describe('the folder of a shard', () => {
  const whole = zipSync({ 'report.jsonl': strToU8('{}\n'.repeat(2000)) });
  const read = (blob: Uint8Array, blobs: number) => {
    const folder = shardFolder(blob, blobs);
    try {
      return readShardRun(tmpdir(), folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  it('is read with its blob reports', () => {
    assert.equal(read(whole, 1).blobs.length, 1);
  });

  it('is refused with a blob report that was cut, or is not there', () => {
    const malformed = (message: RegExp) => (error: unknown) =>
      error instanceof ReportError && error.code === 'malformed-shard' && message.test(error.message);
    assert.throws(
      () => read(whole.subarray(0, whole.length / 2), 1),
      malformed(/report-1\.zip: expected a whole blob report, cannot open it/u),
    );
    assert.throws(() => read(whole, 2), malformed(/expected 2 blob reports, as shard\.json says, got 1/u));
  });
});
