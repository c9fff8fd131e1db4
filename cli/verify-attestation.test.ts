import assert from 'node:assert/strict';
import { sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { payloadType, preAuthenticationEncoding } from '../reports/attestation/envelope.ts';
import type { Statement } from '../reports/schema/statement.ts';
import { attested, others, pem } from './testing/attested-run.ts';
import { ago } from './testing/signed-run.ts';

describe('a file that is not authentic is refused', () => {
  const refused = async (change: (text: string) => string, why: RegExp): Promise<void> => {
    using made = await attested();
    writeFileSync(made.file, change(readFileSync(made.file, 'utf8')));
    const { code, text } = await made.verify();
    assert.equal(code, 1);
    assert.match(text, why);
    assert.match(text, /acceptable: not judged/u);
  };
  const edit = (change: (envelope: Record<string, unknown>) => object) => (text: string) =>
    JSON.stringify(change(JSON.parse(text) as Record<string, unknown>));

  it('with a changed byte', () =>
    refused(
      edit((envelope) => {
        const payload = Buffer.from(String(envelope['payload']), 'base64')
          .toString()
          .replace('1.4.2', '1.4.3');
        return { ...envelope, payload: Buffer.from(payload).toString('base64') };
      }),
      /authentic: no: its signature does not fit its content: a byte was changed/u,
    ));
  it('that is not JSON', () => refused(() => 'GO!', /authentic: no: .*got text that is not JSON/u));
  it('that is no envelope', () =>
    refused(() => '{"payload": "e30="}', /authentic: no: expected a DSSE envelope: payloadType/u));
  it('without a signature', () =>
    refused(
      edit((envelope) => ({ ...envelope, signatures: [] })),
      /expected a DSSE envelope: signatures/u,
    ));
  it('with a payload of another kind', () =>
    refused(
      edit((envelope) => ({ ...envelope, payloadType: 'text/plain' })),
      /payloadType: expected application/u,
    ));

  it('by the wrong key', async () => {
    using made = await attested();
    writeFileSync(made.publicKey, others.publicKey.export(pem.public));
    const { code, text } = await made.verify();
    assert.equal(code, 1);
    assert.match(text, /authentic: no: signed with another key: expected [0-9a-f]{64}, got [0-9a-f]{64}/u);
  });
});

describe('an authentic one is not acceptable', () => {
  type Golive = Statement['predicate']['golive'];
  const changed = (golive: (own: Golive) => Partial<Golive>) => (statement: Statement) => {
    const own = statement.predicate.golive;
    return { ...statement, predicate: { ...statement.predicate, golive: { ...own, ...golive(own) } } };
  };
  const cases: readonly [
    what: string,
    change: (statement: Statement) => unknown,
    why: RegExp,
    flags?: string[],
  ][] = [
    [
      'for another release',
      (own) => own,
      /of another release: expected a{64}, got 9f2c/u,
      ['--release', 'a'.repeat(64)],
    ],
    [
      'with another target',
      (own) => own,
      /with another target: expected b{64}/u,
      ['--target-digest', 'b'.repeat(64)],
    ],
    [
      'past its age',
      changed(() => ({ endedAt: ago(8) })),
      /it has lapsed: .*8 days old, the limit is 7 days/u,
    ],
    [
      'past the age that is asked for',
      changed(() => ({ endedAt: ago(1) })),
      /the limit is 0\.08 days/u,
      ['--max-age', '2h'],
    ],
    ['of a day to come', changed(() => ({ endedAt: ago(-3) })), /which is not yet: a clock is wrong/u],
    [
      'on an old drill',
      changed(({ drill }) => ({ drill: drill && { ...drill, at: ago(9) } })),
      /its restore drill is of/u,
    ],
    ['without a drill', changed(() => ({ drill: null })), /no restore drill of this release/u],
    [
      'with an expired waiver',
      changed(() => ({ waivers: [{ of: 'x.y', name: 'Ada Lind', reason: 'agreed', expiresAt: ago(1) }] })),
      /the waiver of x\.y by Ada Lind expired at/u,
    ],
    [
      'without its quorum',
      changed(({ signatures }) => ({ signatures: signatures.filter(({ role }) => role !== 'management') })),
      /the quorum is not there: not approved by management/u,
    ],
    [
      'with a rejection',
      changed(({ signatures }) => ({
        signatures: [...signatures, { role: 'operations', name: 'Otto', decision: 'reject', at: ago(0) }],
      })),
      /rejected by Otto \(operations\)/u,
    ],
    [
      'when it was not authorised',
      changed(() => ({ why: ['not approved yet'] })),
      /not authorised when it was attested/u,
    ],
    [
      'with another predicate',
      (own) => ({ ...own, predicateType: 'https://slsa.dev/provenance/v1' }),
      /predicateType: expected .*test-result/u,
    ],
    [
      'by somebody else than Golive',
      (own) => ({ ...own, predicate: { result: 'PASSED' } }),
      /expected a test result by Golive/u,
    ],
  ];
  for (const [what, change, why, flags = []] of cases) {
    it(what, async () => {
      using made = await attested();
      made.reseal(change(made.statement()));
      const { code, text } = await made.verify(...flags);
      assert.equal(code, 1, text);
      assert.match(text, /^authentic: yes/u);
      assert.match(text, why);
    });
  }
});

it('a second signature by a stranger takes nothing from the first', async () => {
  using made = await attested();
  const envelope = JSON.parse(readFileSync(made.file, 'utf8')) as { payload: string; signatures: object[] };
  const signed = preAuthenticationEncoding(payloadType, Buffer.from(envelope.payload, 'base64'));
  const sig = sign(null, signed, others.privateKey).toString('base64');
  const signatures = [{ keyid: 'another', sig }, ...envelope.signatures];
  writeFileSync(made.file, JSON.stringify({ ...envelope, signatures }));
  assert.equal((await made.verify()).code, 0);
});
