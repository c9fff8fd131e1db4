import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { printSummary } from './summary.ts';
import { hostileTexts, withHostileText } from './test-support/hostile.ts';
import { cleanVerdict, sampleVerdict } from './test-support/sample-verdict.ts';
import { verdictSchema, type Verdict } from './verdict.ts';

function printed(verdict: Verdict): readonly string[] {
  const lines: string[] = [];
  printSummary(verdict, { print: (line) => lines.push(line), paint: (_colour, text) => text });
  return lines;
}

const sample = await sampleVerdict();
const lines = printed(sample);

describe('printSummary', () => {
  it('ends with the sentence', () => {
    assert.equal(lines.at(-1), sample.sentence);
  });

  it('tells failures, doubts, warnings and passes in that order', () => {
    const titles = lines.filter((text) => /^[A-Z][a-z ]+(\(\d+\))?$/u.test(text));
    assert.deepEqual(titles, ['Blocking failures (5)', 'Not answered (5)', 'Warnings (2)', 'Passed']);
  });

  it('puts limit, n and interval beside a figure', () => {
    const loaded = {
      ...sample,
      checks: sample.checks.map((check) => ({ ...check, outcome: 'fail' as const, waiver: null })),
    };
    assert.ok(printed(loaded).length < 60, 'a flood is cut short');
    assert.match(lines.join('\n'), /n 3, fidelity live-capture, 2 attempts/u);
  });

  it('counts the lines that a part of a run did not ask about, and lists the others', () => {
    const [line] = sample.checklist;
    assert.ok(line);
    const reason = 'nothing in this run answers sign-in.works/admin';
    const outside = { ...line, id: 'outside', outcome: 'inconclusive' as const, checks: [], reason };
    const asked = { ...sample, checklist: [...sample.checklist, outside, outside] };
    assert.match(printed({ ...asked, partial: null }).join('\n'), /nothing in this run answers/u);
    const part = printed({ ...asked, partial: { scheduled: 4, of: 353 } }).join('\n');
    assert.doesNotMatch(part, /nothing in this run answers/u);
    assert.match(part, /lines that this part of the run did not ask about: 2$/mu);
  });

  it('has no empty headings in a clean run', async () => {
    const clean = printed(await cleanVerdict());
    assert.deepEqual(
      clean.filter((text) => /failures|Not answered|Warnings/u.test(text)),
      [],
    );
    assert.match(clean.at(-1) ?? '', /^GO: /u);
  });

  it('paints nothing by itself, and lets no hostile text steer the terminal', () => {
    for (const text of hostileTexts) {
      const hostile = printed(verdictSchema.parse(withHostileText(sample, text)));
      for (const line of hostile)
        assert.ok(!/[\u0000-\u0009\u000b-\u001f\u202e]/u.test(line), JSON.stringify(line));
    }
  });
});
