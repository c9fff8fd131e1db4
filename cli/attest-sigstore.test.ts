import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { AttestationError } from '../reports/attestation/attestation-error.ts';
import { loadSigstore, sigstoreVersion } from '../reports/attestation/sigstore-library.ts';
import { release } from '../reports/test-support/signed-run.ts';
import { attest } from './attest.ts';
import { exitCodeOf } from './explain.ts';
import { startGolive } from './testing/golive-child.ts';
import { makePlace } from './testing/place.ts';
import { runCommand, type Answered } from './testing/run-command.ts';
import { runOf } from './testing/signed-run.ts';
import { identityToken, startSigstore, type SigstoreStandIns } from './testing/sigstore-stand-ins.ts';
import { verifyAttestation } from './verify-attestation.ts';

const ada = 'ada@shop.example';
const issuer = 'https://issuer.example';
/** No job of CI that this test runs in says who it is. */
const nobody = { SIGSTORE_ID_TOKEN: '', ACTIONS_ID_TOKEN_REQUEST_URL: '', BUILDKITE: '' };

describe('an attestation by Sigstore', () => {
  const run = runOf();
  const place = makePlace();
  const file = join(run.folder, 'attestation.json');
  const root = join(run.place.runs, 'trusted_root.json');
  const copy = join(run.place.runs, 'copy.json');
  let sigstore: SigstoreStandIns;
  let other: SigstoreStandIns;
  let said = '';

  const sign = (fulcio: string, environment: Record<string, string>) =>
    startGolive({
      place,
      arguments: [
        ...['attest', run.folder, '--sigstore', '--fulcio', fulcio, '--rekor', sigstore.url],
        ...['--timestamps', sigstore.url],
      ],
      environment: { ...nobody, ...environment },
    }).ended;
  const verify = (identity: string, by: string, ...words: readonly string[]): Promise<Answered> => {
    const whose = ['--certificate-identity', identity, '--certificate-oidc-issuer', by];
    return runCommand(
      verifyAttestation,
      existsSync(copy) ? copy : file,
      '--trusted-root',
      root,
      ...whose,
      ...words,
    );
  };

  before(async () => {
    sigstore = await startSigstore();
    other = await startSigstore();
    writeFileSync(root, sigstore.root);
    await run.attestAll();
    await run.approveAll();
    const { code, stdout, stderr } = await sign(sigstore.url, {
      SIGSTORE_ID_TOKEN: identityToken(ada, issuer),
    });
    assert.deepEqual([code, stderr], [0, '']);
    said = stdout;
  });
  after(async () => {
    await sigstore[Symbol.asyncDispose]();
    await other[Symbol.asyncDispose]();
    place[Symbol.dispose]();
    run[Symbol.dispose]();
  });

  it('is certified, logged, and accepted offline from who must have signed', async () => {
    assert.match(said, /PASSED: sample@1\.4\.2, sha256:9f2c.*, signed by Sigstore/u);
    assert.deepEqual(sigstore.asked.toSorted(), [
      '/api/v1/log/entries',
      // The first says a part of a second that Sigstore's library cannot read: another is asked for.
      '/api/v1/timestamp',
      '/api/v1/timestamp',
      '/api/v2/signingCert',
    ]);
    assert.match(readFileSync(file, 'utf8'), /"rfc3161Timestamps":\[\{/u);
    assert.deepEqual(other.asked, []);
    const { code, text } = await verify(ada, issuer, '--release', release);
    assert.equal(code, 0, text);
    assert.match(
      text,
      /authentic: yes, signed by ada@shop\.example, as https:\/\/issuer\.example vouched\nacceptable: yes/u,
    );
  });

  it('is judged by its policy as one by a key is', async () => {
    const { code, text } = await verify(ada, issuer, '--release', 'a'.repeat(64));
    assert.equal(code, 1);
    assert.match(text, /authentic: yes[^]*acceptable: no[^]*of another release/u);
  });

  for (const [who, by] of [
    ['eve@shop.example', issuer],
    [ada, 'https://elsewhere.example'],
    // Neither a pattern nor a part of the name will do.
    ['.*', issuer],
    ['ada', issuer],
  ] as const) {
    it(`is refused where ${who}, by ${by}, must have signed`, async () => {
      const { code, text } = await verify(who, by);
      assert.equal(code, 1);
      assert.match(
        text,
        /authentic: no: signed by somebody else: expected .*, got ada@shop\.example, by https:/u,
      );
      assert.match(text, /acceptable: not judged/u);
    });
  }

  const changes: readonly [what: string, change: (bundle: string) => string, why: RegExp][] = [
    [
      'a changed payload',
      (text) => {
        const bundle = JSON.parse(text) as { dsseEnvelope: { payload: string } };
        const payload = Buffer.from(bundle.dsseEnvelope.payload, 'base64')
          .toString()
          .replace('1.4.2', '1.4.3');
        bundle.dsseEnvelope.payload = Buffer.from(payload).toString('base64');
        return JSON.stringify(bundle);
      },
      /by these roots nobody has signed these bytes/u,
    ],
    [
      'a changed signature',
      (text) =>
        text.replace(
          /"sig":"(.{20})(.)/u,
          (_all, head: string, one: string) => `"sig":"${head}${one === 'A' ? 'B' : 'A'}`,
        ),
      /by these roots nobody has signed these bytes/u,
    ],
    [
      'no entry in a log',
      (text) => text.replace(/"tlogEntries":\[.*?\](?=,"timestamp|\})/u, '"tlogEntries":[]'),
      /by these roots nobody has signed these bytes|expected a Sigstore bundle/u,
    ],
    ['half of it', (text) => text.replace('"dsseEnvelope"', '"other"'), /expected a Sigstore bundle/u],
  ];
  for (const [what, change, why] of changes) {
    it(`is refused with ${what}`, async () => {
      const text = readFileSync(file, 'utf8');
      assert.notEqual(change(text), text);
      writeFileSync(copy, change(text));
      const answer = await verify(ada, issuer);
      writeFileSync(copy, text);
      assert.equal(answer.code, 1);
      assert.match(answer.text, /authentic: no: /u);
      assert.match(answer.text, why);
    });
  }

  it('is refused by another root, and by what is none', async () => {
    writeFileSync(root, other.root);
    const { code, text } = await verify(ada, issuer);
    assert.equal(code, 1);
    assert.match(text, /by these roots nobody has signed these bytes/u);
    writeFileSync(root, '{');
    assert.deepEqual(
      [(await verify(ada, issuer)).code, /--trusted-root/u.test((await verify(ada, issuer)).text)],
      [2, true],
    );
    writeFileSync(root, sigstore.root);
  });

  it('asks for an identity, and for the one that belongs to it', async () => {
    for (const [words, why] of [
      [[], /expected --trusted-root/u],
      [['--trusted-root', root], /expected --certificate-identity/u],
      [['--key', root], /expected an attestation by a key, got a Sigstore bundle/u],
    ] as const) {
      const { code, text } = await runCommand(verifyAttestation, file, ...words);
      assert.equal(code, 2);
      assert.match(text, why);
    }
  });

  it('is not made without a token, and then nobody is asked', async () => {
    const before = sigstore.asked.length;
    const { code, stderr } = await sign(sigstore.url, {});
    assert.equal(code, 2);
    assert.match(stderr, /expected an identity token: SIGSTORE_ID_TOKEN, or a CI job .*, got none/u);
    assert.equal(sigstore.asked.length, before);
  });

  it('is not made where nobody certifies it: exit code 4, no log asked, nothing written over', async () => {
    const made = readFileSync(file, 'utf8');
    const before = sigstore.asked.length;
    const token = { SIGSTORE_ID_TOKEN: identityToken(ada, issuer) };
    const { code, stderr } = await sign(`${sigstore.url}/none`, token);
    assert.equal(code, 4, stderr);
    assert.match(stderr, /--sigstore: nothing was signed: /u);
    assert.deepEqual(sigstore.asked.slice(before), ['/none/api/v2/signingCert']);
    assert.equal(readFileSync(file, 'utf8'), made);
    assert.ok(!stderr.includes(token.SIGSTORE_ID_TOKEN));
  });

  it('wants a key or Sigstore, and no half of one', async () => {
    for (const [words, why] of [
      [[], /expected --key <file>, or --sigstore/u],
      [['--key', 'x.pem', '--sigstore'], /expected one of them, got both/u],
      [['--key', 'x.pem', '--fulcio', sigstore.url], /--fulcio: expected --sigstore beside it/u],
      [['--sigstore', '--fulcio', sigstore.url], /expected both or neither, got one/u],
      [['--sigstore', '--fulcio', 'fulcio', '--rekor', sigstore.url], /--fulcio: expected an address/u],
    ] as const) {
      const { code, text } = await runCommand(attest, run.folder, ...words);
      assert.equal(code, 2);
      assert.match(text, why);
    }
  });
});

describe('Sigstore’s own library', () => {
  it('is asked for by name and version where it is not installed', () => {
    using place = makePlace();
    const isMissing = (error: unknown): boolean =>
      error instanceof AttestationError &&
      exitCodeOf(error) === 2 &&
      error.message.endsWith(`npm install --save-dev sigstore@${sigstoreVersion}`);
    assert.throws(() => loadSigstore(pathToFileURL(join(place.folder, 'golive.js')).href), isMissing);
  });

  it('is of the version that the message names, and no dependency', () => {
    const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
    const own = JSON.parse(text) as Record<string, Record<string, unknown>>;
    assert.equal(own['devDependencies']?.['sigstore'], sigstoreVersion);
    assert.equal(own['dependencies']?.['sigstore'], undefined);
    assert.deepEqual(own['peerDependenciesMeta']?.['sigstore'], { optional: true });
  });
});
