import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readSignoff } from '../reports/signoff/read-signoff.ts';
import { go, runOf } from './testing/signed-run.ts';

describe('what a person says wrong', () => {
  const cases: readonly [words: readonly string[], why: RegExp][] = [
    [
      ['--role', 'qa', '--name', 'Q A', '--decision', 'approve'],
      /--role: expected one of development, .*got "qa"/u,
    ],
    [
      ['--role', 'operations', '--name', 'X', '--decision', 'approve'],
      /--name: expected the name of a person/u,
    ],
    [['--role', 'operations', '--decision', 'approve'], /expected --name <person>/u],
    [['--role', 'operations', '--name', 'Olga Berg'], /expected --decision approve\|reject, or --attest/u],
    [
      ['--role', 'operations', '--name', 'Olga Berg', '--decision', 'yes'],
      /--decision: expected approve or reject/u,
    ],
    [['--name', 'Olga Berg', '--decision', 'approve'], /--name: expected --role beside it/u],
    [
      ['--role', 'operations', '--name', 'Olga Berg', '--attest', 'plan/none'],
      /expected a line of the plan .*"plan\/none"/u,
    ],
    [
      ['--role', 'operations', '--name', 'Olga Berg', '--attest', 'plan/development'],
      /expected development to answer it, got operations/u,
    ],
    [
      ['--role', 'operations', '--name', 'Olga Berg', '--attest', 'plan/work-orders'],
      /this line awaits no person/u,
    ],
    [['--release', 'abc'], /--release: expected a SHA-256/u],
  ];
  for (const [words, why] of cases) {
    it(words.join(' '), async () => {
      using run = runOf();
      const { code, text } = await run.status(...words);
      assert.equal(code, 2, text);
      assert.match(text, why);
    });
  }

  it('a line that asks for a real device wants device and version, and is answered by them', async () => {
    const [line, ...lines] = go.checklist;
    assert.ok(line);
    const awaiting = { ...line, minFidelity: 'real-device' as const, outcome: 'inconclusive' as const };
    using run = runOf({ ...go, checklist: [awaiting, ...lines] });
    const bare = await run.sign('operations', '--attest', 'plan/work-orders');
    assert.equal(bare.code, 2);
    assert.match(bare.text, /asks for real-device: expected --device and --version/u);
    await run.attestAll();
    assert.match((await run.sign('operations', '--decision', 'approve')).text, /neither green nor waived/u);
    const seen = ['--attest', 'plan/work-orders', '--device', 'iPhone 15', '--version', 'iOS 18.2, Safari'];
    assert.equal((await run.sign('operations', ...seen, '--decision', 'approve')).code, 0);
    assert.equal(readSignoff(run.folder)?.attested.at(-1)?.device, 'iPhone 15');
  });
});
