import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readSignoff } from '../reports/signoff/read-signoff.ts';
import { release } from '../reports/test-support/signed-run.ts';
import type { Verdict } from '../reports/verdict.ts';
import { runCommand } from './testing/run-command.ts';
import { ago, failing, go, inDays, runOf } from './testing/signed-run.ts';
import { signoff } from './signoff.ts';

const withDrillAt = (at: string): Verdict => ({
  ...go,
  checks: go.checks.map((check) => (check.suite === 'drill' ? { ...check, startedAt: at } : check)),
});

const failedDrill: Verdict = {
  ...go,
  checks: go.checks.map((check) =>
    check.id === 'restored.task'
      ? { ...check, level: 'warning', outcome: 'fail', reason: 'it did not' }
      : check,
  ),
};

describe('a launch is authorised', () => {
  it('when every line is attested, every role has approved and nothing has changed since', async () => {
    using run = runOf();
    await run.attestAll();
    await run.approveAll();
    const { code, text } = await run.status('--release', release);
    assert.equal(code, 0, text);
    assert.match(text, /AUTHORISED: 1\.4\.2 \(sha256:9f2c/u);
    assert.match(text, /\[x\] Backup tested: ✔ restore\.completes, ✔ restored\.task/u);
    const kept = readSignoff(run.folder);
    assert.deepEqual(
      [kept?.authorised, kept?.why, kept?.signatures.length, kept?.attested.length],
      [true, [], 6, 3],
    );
    const page = readFileSync(join(run.folder, 'report.html'), 'utf8');
    assert.match(page, /The launch is authorised[^]*Olga Berg \(operations\)/u);
    assert.equal(readdirSync(join(run.folder, 'signoff')).length, 6);
  });

  it('and the report says so each time that somebody has said something', async () => {
    using run = runOf(failing(go));
    const head = (): string => {
      const page = readFileSync(join(run.folder, 'report.html'), 'utf8');
      return page.slice(page.indexOf('<header'), page.indexOf('<nav')).replaceAll(/<[^>]+>|\s+/gu, ' ');
    };
    const given = [
      '--name',
      'Ada Lind',
      '--reason',
      'agreed with operations on Monday',
      '--until',
      inDays(3),
    ];
    await run.waive('task.confirmed', ...given);
    assert.match(head(), /GO\s+not authorised yet .*The run ended in NO-GO: .*waivers of Ada Lind/u);
    await run.attestAll();
    assert.match(head(), /3 lines are attested by people/u);
    await run.approveAll();
    assert.match(head(), /GO\s+AUTHORISED .*until 20.*: the waiver of task\.confirmed by Ada Lind ends/u);
    await run.status('--release', `sha256:${'a'.repeat(64)}`);
    assert.match(head(), /AUTHORISED/u, 'a question about another release takes nothing from this one');
    await run.sign('operations', '--decision', 'reject', '--reason', 'the disks are full');
    assert.match(head(), /REJECTED .*by Olga Berg/u);
    assert.match(readFileSync(join(run.folder, 'report.md'), 'utf8'), /^## ❌ GO, REJECTED/u);
  });

  it('not while nobody has said anything, and to ask leaves no trace of a signature', async () => {
    using run = runOf();
    const { code, text } = await run.status();
    assert.equal(code, 1);
    assert.match(text, /not approved yet by development, operations, management/u);
    assert.equal(readSignoff(run.folder), undefined);
  });

  it('not before the last role has approved', async () => {
    using run = runOf();
    await run.attestAll();
    await run.sign('operations', '--decision', 'approve');
    const { code, text } = await run.status();
    assert.equal(code, 1);
    assert.match(text, /not approved yet by development, management/u);
    assert.match(text, /1 of at least 3 roles have approved/u);
  });

  it('not while somebody rejects it, until the same person approves; the last of a role counts', async () => {
    using run = runOf();
    await run.attestAll();
    await run.approveAll();
    await run.sign('management', '--decision', 'reject', '--reason', 'the budget is not there yet');
    const rejected = await run.status();
    assert.equal(rejected.code, 1);
    assert.match(rejected.text, /rejected by Max Horn \(management\) at .*: the budget is not there yet/u);
    // Somebody else of that role takes it back for nobody.
    const other = ['--role', 'management', '--name', 'Mia Thal', '--decision', 'approve'];
    assert.equal((await runCommand(signoff, run.folder, ...other)).code, 0);
    assert.equal((await run.status()).code, 1);
    await run.sign('management', '--decision', 'approve');
    assert.equal((await run.status()).code, 0);
  });

  it('not for another release', async () => {
    using run = runOf();
    await run.attestAll();
    await run.approveAll();
    const { code, text } = await run.status('--release', `sha256:${'a'.repeat(64)}`);
    assert.equal(code, 1);
    assert.match(text, /the release has changed: verified 9f2c.*, got aaaa/u);
  });

  it('not with another target, nor where nobody finds it', async () => {
    const changed = { module: 'reference', digest: 'b'.repeat(64) };
    using run = runOf({ ...go, run: { ...go.run, configuration: { target: changed, compose: null } } });
    assert.match((await run.status()).text, /the target has changed: verified with bbbb/u);
    const gone = { module: 'golive/target.ts', digest: 'b'.repeat(64) };
    using elsewhere = runOf({ ...go, run: { ...go.run, configuration: { target: gone, compose: null } } });
    assert.match((await elsewhere.status()).text, /whether the target has changed is not known/u);
  });

  it('not on a verdict that was changed after it was signed', async () => {
    using run = runOf();
    await run.attestAll();
    await run.approveAll();
    run.place.write({ ...go, sentence: 'GO: all is very well.' });
    const { code, text } = await run.status();
    assert.equal(code, 1);
    assert.match(text, /verdict\.json has changed since 6 were given \(Dora Lind, Olga Berg, Max Horn\)/u);
  });
});

describe('an approval is refused', () => {
  const refusals: readonly [what: string, verdict: Verdict, why: RegExp][] = [
    ['a verdict that is not GO', failing(go), /the verdict is not GO: /u],
    ['a red line', failing(go), /1 line due before a release, neither green nor waived: plan\/work-orders/u],
    [
      'no drill',
      { ...go, drill: undefined },
      /no restore drill of this release \(9f2c41d07ab3\) has passed/u,
    ],
    ['a drill that failed', failedDrill, /no restore drill of this release/u],
    ['an old drill', withDrillAt(ago(8)), /the last restore drill .* is 8 days old .*, the limit is 7 days/u],
    ['an old GO', { ...go, run: { ...go.run, endedAt: ago(9) } }, /the verdict has lapsed: .*9 days old/u],
    [
      'a release that nobody knows',
      { ...go, run: { ...go.run, release: { version: '1', digest: 'unknown' } } },
      /does not know the digest of the release/u,
    ],
    [
      'a planted fault',
      {
        ...go,
        fault: { id: 'x', at: 'edge', what: 'x', turnsRed: [], bystander: 'stack.ready', verdict: 'NO-GO' },
      },
      /a fault was planted in this run on purpose \(x\)/u,
    ],
    ['a part of a run', { ...go, partial: { scheduled: 3, of: 9 } }, /partial: 3 of 9 checks/u],
  ];
  for (const [what, verdict, why] of refusals) {
    it(`of ${what}`, async () => {
      using run = runOf(verdict);
      await run.attestAll();
      const { code, text } = await run.sign('operations', '--decision', 'approve');
      assert.equal(code, 1, text);
      assert.match(text, why);
      assert.equal(readdirSync(join(run.folder, 'signoff')).length, 3);
    });
  }

  it('while a line awaits somebody, its own too', async () => {
    using run = runOf();
    const { code, text } = await run.sign(
      'operations',
      '--decision',
      'approve',
      '--attest',
      'plan/operations',
    );
    assert.equal(code, 1);
    assert.match(text, /1 line waiting for development to attest: plan\/development/u);
    assert.doesNotMatch(text, /operations to attest/u);
  });

  it('to a person who has signed for another role', async () => {
    using run = runOf();
    await run.attestAll();
    const words = [
      '--role',
      'development',
      '--name',
      'olga  berg'.replace('  ', ' '),
      '--decision',
      'approve',
    ];
    const { code, text } = await runCommand(signoff, run.folder, ...words);
    assert.equal(code, 1);
    assert.match(text, /Olga Berg has signed for operations already/u);
    const policy = { ...go.signOff!, onePersonForAll: 'a company of one person' };
    using alone = runOf({ ...go, signOff: policy });
    await alone.attestAll();
    assert.equal((await runCommand(signoff, alone.folder, ...words)).code, 0);
  });
});

describe('a drill beside the run', () => {
  it('of the same release counts, and of another one does not', async () => {
    using run = runOf({ ...go, drill: undefined });
    const id = go.run.id.replace('k3f9', 'd111');
    run.place.write({ ...go, run: { ...go.run, id, release: { version: '1.4.2', digest: 'c'.repeat(64) } } });
    await run.attestAll();
    assert.match(
      (await run.sign('operations', '--decision', 'approve')).text,
      /no restore drill of this release/u,
    );
    run.place.write({ ...go, run: { ...go.run, id: id.replace('d111', 'd222') } });
    assert.equal((await run.sign('operations', '--decision', 'approve')).code, 0);
  });
});
