import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { marked } from 'marked';
import { markdownText, mostMarkdownBytes, renderMarkdown } from './markdown.ts';
import { hostileTexts, withHostileText } from './test-support/hostile.ts';
import { withChanges } from './test-support/sample-changes.ts';
import { cleanVerdict, sampleVerdict } from './test-support/sample-verdict.ts';
import { verdictSchema } from './verdict.ts';

const sample = withChanges(await sampleVerdict());
const text = renderMarkdown(sample);
const htmlOf = async (markdown: string): Promise<string> => await marked(markdown, { gfm: true });
const elements = (markup: string): ReadonlySet<string> =>
  new Set(
    [...markup.matchAll(/<([a-z][a-z0-9]*)[^>]*>/gu)].map(([tag]) => tag.replaceAll(/"[^"]*"/gu, '""')),
  );

describe('renderMarkdown', () => {
  it('says the decision in its first line, and why in the next', () => {
    const [first, , second] = text.split('\n');
    assert.equal(first, '## ❌ NO-GO: Sample system');
    assert.match(second ?? '', /^restore\.structure-equal and 4 more failed/u);
  });

  it('tells what blocks, what is open, what changed, who is awaited, and what only warns, in that order', () => {
    const titles = [...text.matchAll(/^### (.+) \(\d+\)$/gmu)].map(([, title]) => title);
    assert.deepEqual(titles, [
      'What blocks it',
      'What was not verified, and why',
      'Changed since the last GO, run 20260301T090000-sample-aaaa',
      'Awaits a person',
      'Warnings',
    ]);
  });

  it('puts limit, n and interval beside a figure', async () => {
    const page = await htmlOf(text);
    assert.match(page, /limit 500 ms, n 12,800, interval 471\.4 ms to 512\.9 ms/u);
  });

  it('is short for a GO', async () => {
    const clean = renderMarkdown(await cleanVerdict());
    assert.match(clean, /^## ✅ GO: Sample system\n/u);
    assert.ok(!clean.includes('What blocks it'));
  });

  it('stays under its size whatever a system says, and tells how much is left out', () => {
    const long = `${'ä<'.repeat(40_000)}\u{1f600}`;
    const many = {
      ...sample,
      sentence: long,
      checks: sample.checks.map((check) => ({
        ...check,
        outcome: 'fail' as const,
        waiver: null,
        reason: long,
      })),
      findings: Array.from({ length: 500 }, () => ({ kind: 'finding', text: long })),
    };
    const cut = renderMarkdown(many);
    assert.ok(Buffer.byteLength(cut) < mostMarkdownBytes, String(Buffer.byteLength(cut)));
    assert.match(cut, /… and \d+ more: see the report/u);
    assert.match(cut, /rendered from verdict\.json/u);
  });

  for (const hostile of [
    ...hostileTexts,
    '@everyone #1 [x](javascript:alert(1)) ![y](https://z.example/t.png)',
    '| a |\n|---|\n| b |',
    'https://elsewhere.example www.elsewhere.example',
    '# h\n- [ ] done\n```\ncode',
  ]) {
    it(`makes no markup of ${JSON.stringify(hostile.slice(0, 40))}`, async () => {
      const page = await htmlOf(renderMarkdown(verdictSchema.parse(withHostileText(sample, hostile))));
      const usual = elements(await htmlOf(text));
      assert.deepEqual(
        [...elements(page)].filter((tag) => !usual.has(tag)),
        [],
      );
      assert.ok(!/<a |<img|<script/u.test(page));
    });
  }

  it('mentions nobody and refers to nobody’s issue', () => {
    assert.equal(markdownText('@team #12 a/b#3'), '&#64;team &#35;12 a/b&#35;3');
    assert.equal(markdownText('- a'), '&#45; a');
    assert.equal(markdownText('12. a'), '12&#46; a');
    assert.equal(markdownText('https://a.example'), 'https&#58;//a.example');
  });
});
