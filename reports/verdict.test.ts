import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { decide } from './decide.ts';
import { cell, input, line, row } from './test-support/judge-input.ts';
import { sampleVerdict } from './test-support/sample-verdict.ts';
import { toVerdict } from './to-verdict.ts';
import { verdictJsonSchema, verdictSchema } from './verdict.ts';

const sample = await sampleVerdict();
const { run, fault, partial, endedEarly, findings, environment } = sample;
const facts = { run, fault, partial, endedEarly, findings, environment };

describe('verdict.json', () => {
  it('is described by verdict.schema.json', () => {
    const published: unknown = JSON.parse(
      readFileSync(join(import.meta.dirname, 'verdict.schema.json'), 'utf8'),
    );
    const now: unknown = JSON.parse(verdictJsonSchema());
    assert.deepEqual(published, now, 'reports/verdict.schema.json: write verdictJsonSchema() into it');
  });

  it('survives being written and read', () => {
    assert.deepEqual(verdictSchema.parse(JSON.parse(JSON.stringify(sample))), sample);
  });

  it('counts every check once', () => {
    const { pass, fail, inconclusive, 'not-applicable': absent } = sample.counts;
    assert.equal(pass + fail + inconclusive + absent, sample.checks.length);
  });

  it('has no ref twice, and every line’s checks are among the checks', () => {
    const refs = new Set(sample.checks.map(({ ref }) => ref));
    assert.equal(refs.size, sample.checks.length);
    for (const { checks } of sample.checklist) for (const ref of checks) assert.ok(refs.has(ref), ref);
  });

  it('refuses another version', () => {
    assert.equal(verdictSchema.safeParse({ ...sample, version: 2 }).success, false);
  });
});

describe('toVerdict', () => {
  it('tells a check that was not measured as n 0, without a fidelity', () => {
    const [check] = toVerdict(decide(input({ evidence: [] })), facts).checks;
    assert.deepEqual(
      [check?.n, check?.fidelity, check?.attempts, check?.outcome],
      [0, null, 0, 'inconclusive'],
    );
  });

  it('carries the row that decided', () => {
    const failed = row({ outcome: 'fail', attempt: 2, expected: 'done', actual: 'open', durationMs: 81 });
    const [check] = toVerdict(decide(input({ evidence: [row(), failed] })), facts).checks;
    assert.deepEqual(
      [check?.expected, check?.actual, check?.durationMs, check?.flaky, check?.attempts],
      ['done', 'open', 81, true, 2],
    );
  });

  it('marks strays, and binds lines by ref', () => {
    const evidence = [row(), row({ subject: 'other', device: 'tablet', outcome: 'fail' })];
    const verdict = toVerdict(decide(input({ required: [cell()], evidence, checklist: [line()] })), facts);
    assert.deepEqual(
      verdict.checks.map(({ ref, stray }) => [ref, stray]),
      [
        ['task.confirmed', false],
        ['task.confirmed/other@tablet', true],
      ],
    );
    assert.deepEqual(verdict.checklist[0]?.checks, ['task.confirmed', 'task.confirmed/other@tablet']);
  });
});
