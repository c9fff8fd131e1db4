import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { findRun } from './find-run.ts';
import { ReportError, type ReportErrorCode } from './report-error.ts';
import { sampleVerdict } from './test-support/sample-verdict.ts';
import { readVerdict } from './read-verdict.ts';
import { pointLatest, writeReports } from './write-reports.ts';

const root = mkdtempSync(join(tmpdir(), 'golive-reports-'));
after(() => rmSync(root, { recursive: true, force: true }));
const verdict = await sampleVerdict();

function runsWith(...ids: readonly string[]): string {
  const runs = mkdtempSync(join(root, 'runs-'));
  for (const id of ids) mkdirSync(join(runs, id));
  return runs;
}

const failsWith = (code: ReportErrorCode, says: RegExp) => (error: unknown) =>
  error instanceof ReportError && error.code === code && says.test(error.message);

describe('writeReports', () => {
  it('writes verdict.json, report.html, report.md and junit.xml, and nothing else', () => {
    const runs = runsWith('a');
    writeReports({ runFolder: join(runs, 'a'), verdict });
    const files = ['junit.xml', 'report.html', 'report.md', 'verdict.json'];
    assert.deepEqual(readdirSync(join(runs, 'a')).sort(), files);
    assert.deepEqual(readVerdict(join(runs, 'a', 'verdict.json')), verdict);
  });

  it('points latest at the newest run, by a relative link', () => {
    const runs = runsWith('a', 'b');
    for (const id of ['a', 'b']) writeReports({ runFolder: join(runs, id), verdict });
    assert.equal(readlinkSync(join(runs, 'latest')), 'b');
    assert.deepEqual(readdirSync(runs).sort(), ['a', 'b', 'latest']);
  });

  it('names the run in latest.txt where no link can be made', () => {
    const runs = runsWith('a');
    mkdirSync(join(runs, 'latest', 'in-the-way'), { recursive: true });
    pointLatest(join(runs, 'a'));
    assert.equal(readFileSync(join(runs, 'latest.txt'), 'utf8'), 'a\n');
  });

  it('says which file it could not write', () => {
    const runFolder = join(root, 'gone');
    assert.throws(
      () => writeReports({ runFolder, verdict }),
      failsWith('unwritable', /gone\/verdict\.json: cannot be written/u),
    );
  });
});

const malformed: readonly (readonly [string, string, RegExp])[] = [
  ['no JSON', '{', /v\.json: expected JSON/u],
  ['an empty file', '', /expected JSON/u],
  ['a list', '[]', /v\.json: the whole file: .*expected object/u],
  ['another version', JSON.stringify({ ...verdict, version: 2 }), /v\.json: version: .*expected 1/u],
  ['an unknown decision', JSON.stringify({ ...verdict, decision: 'MAYBE' }), /v\.json: decision: /u],
  [
    'a check without n',
    JSON.stringify({ ...verdict, checks: [{ ...verdict.checks[0], n: undefined }] }),
    /v\.json: checks\.0\.n: /u,
  ],
];

describe('readVerdict', () => {
  for (const [name, text, says] of malformed) {
    it(`refuses ${name}, naming file and field`, () => {
      const file = join(root, 'v.json');
      writeFileSync(file, text);
      assert.throws(() => readVerdict(file), failsWith('malformed-verdict', says));
    });
  }

  it('says that there is none', () => {
    assert.throws(
      () => readVerdict(join(root, 'none.json')),
      failsWith('no-verdict', /none\.json: expected the verdict/u),
    );
  });
});

describe('findRun', () => {
  it('finds a run by id, by path, and the latest by link or by file', () => {
    const runs = runsWith('a', 'b');
    assert.equal(findRun(runs, 'a'), join(runs, 'a'));
    assert.equal(findRun(runs, join(runs, 'b')), join(runs, 'b'));
    writeFileSync(join(runs, 'latest.txt'), 'a\n');
    assert.equal(findRun(runs, undefined), join(runs, 'a'));
    pointLatest(join(runs, 'b'));
    assert.equal(findRun(runs, undefined), join(runs, 'latest'));
  });

  it('says where it looked', () => {
    const runs = runsWith();
    assert.throws(() => findRun(runs, undefined), failsWith('no-run', /found none; golive verify/u));
    assert.throws(() => findRun(runs, 'zz'), failsWith('no-run', /no run "zz"/u));
  });
});
