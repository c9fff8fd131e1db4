import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { renderAnnotations } from './annotations.ts';
import { hostileTexts, withHostileText } from './test-support/hostile.ts';
import { cleanVerdict, sampleVerdict } from './test-support/sample-verdict.ts';
import { verdictSchema } from './verdict.ts';

const sample = await sampleVerdict();
const lines = renderAnnotations(sample, 'golive/shop.target.ts');

describe('renderAnnotations', () => {
  it('says the decision first, at the target’s file', () => {
    assert.match(
      lines[0] ?? '',
      /^::error file=golive\/shop\.target\.ts,line=1,title=Golive%3A NO-GO::Sample system: NO-GO: /u,
    );
  });

  it('is an error for what blocks, and a warning for what is open or only warns', () => {
    const kinds = Object.groupBy(lines.slice(1), (line) => /^::(\w+)/u.exec(line)?.[1] ?? '');
    assert.equal(kinds['error']?.length, 5);
    assert.ok((kinds['warning']?.length ?? 0) > 0);
  });

  it('says no more of a kind than GitHub shows', () => {
    const many = {
      ...sample,
      checks: sample.checks.map((check) => ({ ...check, outcome: 'fail' as const, waiver: null })),
    };
    const errors = renderAnnotations(many, null).filter((line) => line.startsWith('::error'));
    assert.equal(errors.length, 11);
  });

  it('is one notice for a GO, and names no file that is not in the repository', async () => {
    assert.deepEqual(
      renderAnnotations(await cleanVerdict(), null).map((line) => line.split('::')[1]),
      ['notice title=Golive%3A GO'],
    );
  });

  for (const text of [
    ...hostileTexts,
    'a\n::set-env name=X::1',
    'a\r\n::stop-commands::x',
    '%0A::error::x',
    'x'.repeat(100_000),
  ]) {
    it(`lets ${JSON.stringify(text.slice(0, 30))} begin no command of its own`, () => {
      for (const line of renderAnnotations(verdictSchema.parse(withHostileText(sample, text)), 'a,b:c.ts')) {
        assert.match(
          line,
          /^::(error|warning|notice) file=a%2Cb%3Ac\.ts,line=1,title=[^:,\n\r]*::[^\n\r]*$/u,
        );
        assert.ok(line.length < 20_000);
      }
    });
  }
});
