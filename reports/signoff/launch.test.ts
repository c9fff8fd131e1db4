import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { renderAnnotations, renderLaunch } from '../annotations.ts';
import { renderMarkdown } from '../markdown.ts';
import { renderReport } from '../render/page.ts';
import { goVerdict, saidOf, signature, type Said } from '../test-support/signed-run.ts';
import type { Verdict } from '../verdict.ts';
import { launchOf, launchSentence } from './launch.ts';

const verdict = await goVerdict();
const roles = ['development', 'operations', 'management'] as const;
const attests = roles.map((role) => signature(role, null, [{ line: `plan/${role}` }]));
const approves = roles.map((role) => signature(role, 'approve'));
const later = (days: number): Date => new Date(Date.now() + days * 86_400_000);

const textOf = (page: string): string => page.replaceAll(/<[^>]+>/gu, ' ').replaceAll(/\s+/gu, ' ');
const headOf = (page: string): string => textOf(page.slice(page.indexOf('<header'), page.indexOf('<nav')));

const cases: readonly [
  what: string,
  said: Said,
  title: string,
  why: RegExp,
  meaning: RegExp,
  found?: Verdict,
][] = [
  [
    'authorised',
    { records: [...attests, ...approves] },
    'AUTHORISED',
    /by Person of development \(development\), Person of operations \(operations\) and Person of management \(management\); until 20\d\d-.* UTC: /u,
    /This release may go live/u,
  ],
  [
    'not signed by anybody',
    { records: [] },
    'not authorised yet',
    /missing: development, operations, management; 3 lines await a person: development 1, operations 1, management 1/u,
    /It may not go live yet/u,
  ],
  [
    'signed by some',
    { records: [...attests, ...approves.slice(0, 1)] },
    'not authorised yet',
    /missing: operations, management$/u,
    /It may not go live yet/u,
  ],
  [
    'rejected',
    { records: [...attests, ...approves, signature('management', 'reject', [], 'the budget is not there')] },
    'REJECTED',
    /by Person of management \(management\), .*: the budget is not there/u,
    /must not go live: somebody who answers for it says no/u,
  ],
  [
    'lapsed by its age',
    { records: [...attests, ...approves], asOf: later(9) },
    'LAPSED',
    /the verdict has lapsed: .*the target lets one stand for 7 days/u,
    /verify it again/u,
  ],
  [
    'lapsed by another target',
    { records: [...attests, ...approves], target: 'b'.repeat(64) },
    'LAPSED',
    /the target has changed/u,
    /verify it again/u,
  ],
  [
    'without a drill',
    { records: [], drill: undefined },
    'cannot be authorised',
    /no restore drill of this release/u,
    /may not go live on this run/u,
  ],
];

describe('what people made of a GO', () => {
  for (const [what, said, title, why, meaning] of cases) {
    it(`is said in the head of every report: ${what}`, () => {
      const signoff = saidOf(verdict, said);
      const launch = launchOf(signoff);
      assert.ok(launch);
      assert.equal(launch.title, title);
      assert.match(launchSentence(launch), why);
      const head = headOf(renderReport(verdict, signoff));
      assert.match(head, new RegExp(`^ Sample system GO ${title} `, 'u'));
      assert.match(head, meaning);
      assert.match(renderMarkdown(verdict, signoff), new RegExp(`^## \\S+ GO, ${title}: Sample system`, 'u'));
      const [first = ''] = renderAnnotations(verdict, null, signoff);
      assert.ok(first.includes(`title=Golive%3A GO%2C ${title}::`), first);
      assert.equal(renderLaunch(verdict, null, signoff), first);
    });
  }

  it('is said of nothing that is no GO', () => {
    const failing = {
      ...verdict,
      checks: verdict.checks.map((one) => ({ ...one, outcome: 'fail' as const })),
    };
    assert.equal(launchOf(saidOf(failing, { records: [] })), undefined);
  });

  it('ends with the first thing that it rests on', () => {
    const [day] = [later(2).toISOString()];
    const { lapsesAt } = saidOf(verdict, {
      records: [...attests, ...approves, waiver('plan/work-orders', day ?? '')],
    });
    assert.deepEqual(lapsesAt, { at: day, by: 'the waiver of plan/work-orders by Ada Lind ends' });
  });
});

const waiver = (line: string, expiresAt: string): Said['records'][number] => ({
  ...{ kind: 'waiver', version: 1, number: 1, at: new Date().toISOString(), run: verdict.run.id },
  ...{ verdict: 'v', previous: null, what: { line }, name: 'Ada Lind', reason: 'agreed with all', expiresAt },
});

describe('lines that people answer for', () => {
  const seen = { line: 'plan/work-orders', device: 'iPhone 15', version: 'iOS 18.2' };
  const [line, ...lines] = verdict.checklist;
  assert.ok(line);
  const awaits = { fidelity: 'real-device', reached: 'emulated-phone' } as const;
  const asking = { ...line, minFidelity: 'real-device' as const, outcome: 'inconclusive' as const, awaits };
  const found: Verdict = { ...verdict, decision: 'INCONCLUSIVE', checklist: [asking, ...lines] };

  it('stand as attested, by whom and on what, and await nobody any more', () => {
    const signoff = saidOf(found, {
      records: [...attests, signature('operations', null, [seen]), ...approves],
    });
    const page = renderReport(found, signoff);
    const plan = page.slice(page.indexOf('<section id="plan"'), page.indexOf('<section id="people"'));
    assert.match(textOf(plan), /4 attested by people/u);
    assert.match(
      textOf(plan),
      /✓ attested Work orders can be created Person of operations \(operations\), .* UTC, on iPhone 15 with iOS 18\.2/u,
    );
    assert.match(
      headOf(page),
      /GO AUTHORISED .*The run ended in INCONCLUSIVE: .*4 lines are attested by people/u,
    );
    assert.doesNotMatch(headOf(page), /await/u);
  });

  it('await the others until all have', () => {
    const signoff = saidOf(verdict, { records: attests.slice(0, 1) });
    assert.match(
      headOf(renderReport(verdict, signoff)),
      /1 line is attested by people 2 lines await a person/u,
    );
    assert.match(
      renderMarkdown(verdict, signoff),
      /### Awaits a person \(2\)[^]*### Attested by people \(1\)/u,
    );
  });
});
