import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withChanges } from '../test-support/sample-changes.ts';
import { hostileTexts, withHostileText } from '../test-support/hostile.ts';
import { cleanVerdict, sampleVerdict } from '../test-support/sample-verdict.ts';
import { verdictSchema } from '../verdict.ts';
import { renderReport } from './page.ts';

const sample = withChanges(await sampleVerdict());
const page = renderReport(sample);

const elements = (markup: string): ReadonlySet<string> =>
  new Set([...markup.matchAll(/<([a-z][a-z0-9]*)/gu)].map(([, name = '']) => name));
const attributes = (markup: string): ReadonlySet<string> =>
  new Set(
    [...markup.matchAll(/<[a-z][^<>]*>/gu)].flatMap(([tag]) =>
      [...tag.matchAll(/\s([a-zA-Z-]+)="[^"]*"/gu)].map(([, name = '']) => name),
    ),
  );

describe('renderReport', () => {
  it('says the decision and its sentence before anything else', () => {
    const text = page
      .slice(page.indexOf('<body>'))
      .replaceAll(/<[^>]+>/gu, ' ')
      .replaceAll(/\s+/gu, ' ')
      .trim();
    assert.match(
      text,
      /^Sample system NO-GO This release must not go live\. restore\.structure-equal and 4 more failed/u,
    );
  });

  it('has its parts in the order in which people ask', () => {
    const ids = [...page.matchAll(/<section id="([a-z]+)"/gu)].map(([, id]) => id);
    const order = [
      'blocking',
      'unverified',
      'warnings',
      'changes',
      'plan',
      'people',
      'load',
      'drill',
      'checks',
      'environment',
      'faults',
    ];
    assert.deepEqual(ids, order);
  });

  it('shows every check, every line and every reason', () => {
    const text = page.replaceAll(/<[^>]+>/gu, ' ').replaceAll(/\s+/gu, ' ');
    const escaped = (value: string) =>
      value
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", '&#39;');
    for (const line of sample.checklist) assert.ok(text.includes(escaped(line.text)), line.text);
    for (const check of sample.checks) {
      assert.ok(page.includes(escaped(check.id)), check.ref);
      assert.ok(text.includes(escaped(check.reason.replaceAll(/\s+/gu, ' '))), check.reason);
    }
  });

  it('puts limit, n, interval and fidelity beside a figure', () => {
    assert.match(
      page,
      /limit 500 ms<\/span>\s*<span>n 12,800<\/span>\s*<span>interval 471\.4 ms to 512\.9 ms<\/span>\s*<span>fidelity process-stack/u,
    );
  });

  it('loads nothing, runs nothing and names no address but files beside it', () => {
    assert.ok(!/<(script|link|iframe|object|embed|base|form)\b/u.test(page));
    assert.ok(!/\sstyle="/u.test(page), 'a style attribute would be refused by the policy');
    for (const [, address = ''] of page.matchAll(/(?:src|href)="([^"]*)"/gu))
      assert.match(address, /^(#[a-z]+|\.\/[^:]*)$/u);
    assert.match(
      page,
      /http-equiv="Content-Security-Policy"[^>]*default-src &#39;none&#39;; style-src &#39;sha256-/u,
    );
  });

  it('says a GO plainly, and that nothing failed', async () => {
    const clean = renderReport(await cleanVerdict());
    assert.match(clean, /<h1>GO<\/h1>/u);
    assert.match(clean, /Nothing failed\./u);
    assert.match(clean, /Everything that was required was answered\./u);
  });

  it('says above all that a fault was planted, that the run was partial, that it ended early', () => {
    const fault = {
      id: 'f',
      at: 'edge',
      what: 'a header is taken off',
      turnsRed: ['headers.present'],
      bystander: 'stack.ready',
      verdict: 'NO-GO' as const,
    };
    const told = renderReport({
      ...sample,
      fault,
      partial: { scheduled: 12, of: 84 },
      endedEarly: 'interrupted',
    });
    const head = told.slice(0, told.indexOf('<nav'));
    for (const words of ['planted in this run on purpose', '12 of 84 checks', 'interrupted'])
      assert.ok(head.includes(words), words);
    assert.ok(!head.includes('must not go live'), 'a planted fault is no verdict on the release');
  });
});

describe('a system that says hostile things', () => {
  for (const text of hostileTexts) {
    it(`adds no element and no attribute by ${JSON.stringify(text)}`, () => {
      const hostile = renderReport(verdictSchema.parse(withHostileText(sample, text)));
      assert.deepEqual(
        [...elements(hostile)].filter((name) => !elements(page).has(name)),
        [],
      );
      assert.deepEqual(
        [...attributes(hostile)].filter((name) => !attributes(page).has(name)),
        [],
      );
      assert.ok(!/(?:src|href)="\s*(?:javascript|data|https?|\/)/iu.test(hostile));
      assert.ok(!/[\u0000\u001b\u202e]/u.test(hostile));
    });
  }
});
