import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { appendRecord } from '../reports/signoff/ledger.ts';
import { ago, failing, go, inDays, runOf } from './testing/signed-run.ts';

describe('a waiver', () => {
  const given = ['--name', 'Ada Lind', '--reason', 'agreed with operations on Monday'];

  it('lets a failed check pass until its day, for who approves then', async () => {
    using run = runOf(failing(go));
    const check = go.checks[0]?.id ?? '';
    const { code, text } = await run.waive(check, ...given, '--until', inDays(3));
    assert.equal(code, 0, text);
    await run.attestAll();
    await run.approveAll();
    assert.match((await run.status()).text, /! task\.confirmed waived by Ada Lind until .*\n[^]*AUTHORISED/u);
  });

  it('has no power once its day is over', async () => {
    using run = runOf(failing(go));
    // As it was taken the day before yesterday, until yesterday.
    appendRecord(run.folder, go.run.id, {
      now: new Date(ago(2)),
      judge: () => ({
        kind: 'waiver',
        what: { check: 'task.confirmed' },
        name: 'Ada Lind',
        reason: 'agreed with operations on Monday',
        expiresAt: ago(1),
      }),
    });
    await run.attestAll();
    const { code, text } = await run.sign('operations', '--decision', 'approve');
    assert.equal(code, 1);
    assert.match(text, /the waiver of task\.confirmed by Ada Lind expired at/u);
    // Given anew, nothing rests on the old one.
    await run.waive('task.confirmed', ...given, '--until', inDays(3));
    await run.approveAll();
    assert.equal((await run.status()).code, 0);
  });

  it('of a line lets one pass that no check asks', async () => {
    const [line, ...lines] = go.checklist;
    assert.ok(line);
    const unbound = {
      ...line,
      asks: [],
      checks: [],
      outcome: 'unbound' as const,
      reason: 'no check asks it yet',
    };
    using run = runOf({ ...go, decision: 'INCONCLUSIVE', checklist: [unbound, ...lines] });
    assert.equal((await run.waive('plan/work-orders', ...given, '--until', inDays(3))).code, 0);
    await run.attestAll();
    await run.approveAll();
    assert.equal((await run.status()).code, 0);
  });

  const refusals: readonly [words: readonly string[], why: RegExp][] = [
    [['restore.completes', ...given, '--until', inDays(3)], /nothing speaks against it: it passed/u],
    [
      ['task.confirmed/nothing', ...given, '--until', inDays(3)],
      /task\.confirmed: expected one of .*got "nothing"/u,
    ],
    [['no.such', ...given, '--until', inDays(3)], /expected a check or a line of this run, got "no\.such"/u],
    [['plan/operations', ...given, '--until', inDays(3)], /nothing speaks against this line \(person\)/u],
    [['task.confirmed', ...given, '--until', inDays(-2)], /expected a day that is still to come/u],
    [['task.confirmed', ...given, '--until', inDays(40)], /stand for 30 days/u],
    [['task.confirmed', ...given, '--until', 'soon'], /expected a day such as 2026-12-31/u],
    [
      ['task.confirmed', '--name', 'Ada Lind', '--reason', 'no', '--until', inDays(3)],
      /--reason: expected a reason/u,
    ],
    [['task.confirmed', '--reason', 'it is well known', '--until', inDays(3)], /expected --name <person>/u],
  ];
  for (const [words, why] of refusals) {
    it(`is refused: ${words[0]}, ${why.source}`, async () => {
      using run = runOf(failing(go));
      const { code, text } = await run.waive(...words);
      assert.equal(code, 2, text);
      assert.match(text, why);
    });
  }
});
