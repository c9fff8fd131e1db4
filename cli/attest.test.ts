import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { release } from '../reports/test-support/signed-run.ts';
import { attest } from './attest.ts';
import { attested, keys, pem } from './testing/attested-run.ts';
import { runCommand, type Answered } from './testing/run-command.ts';
import { failing, go, inDays, runOf } from './testing/signed-run.ts';
import { verifyAttestation } from './verify-attestation.ts';

describe('an attestation', () => {
  it('of an authorised run is authentic and acceptable, for its own release', async () => {
    using made = await attested();
    const { code, text } = await made.verify('--release', release, '--max-age', '1h');
    assert.equal(code, 0, text);
    assert.match(text, /^authentic: yes, signed with key [0-9a-f]{64}\nacceptable: yes: PASSED, GO of /u);
    const { subject, predicate } = made.statement();
    assert.deepEqual(subject, [{ name: 'sample@1.4.2', digest: { sha256: release } }]);
    assert.deepEqual(
      predicate.configuration.map(({ name }) => name),
      ['target', 'golive', 'verdict.json'],
    );
    assert.equal(predicate.passedTests.length, go.checks.length);
  });

  it('names image and compose file where containers ran', async () => {
    const image = { name: 'golive-application/shop:1', digest: 'd'.repeat(64) };
    const compose = { file: 'docker-compose.test.yml', digest: 'e'.repeat(64) };
    const { configuration } = go.run;
    assert.ok(configuration);
    const run = {
      ...go.run,
      release: { version: '1.4.2', digest: release, image },
      configuration: { ...configuration, compose },
    };
    using made = await attested({ ...go, run });
    assert.equal((await made.verify('--release', image.digest)).code, 0);
    const { subject, predicate } = made.statement();
    assert.deepEqual(subject[1], { name: image.name, digest: { sha256: image.digest } });
    assert.deepEqual(predicate.configuration[1], { name: compose.file, digest: { sha256: compose.digest } });
  });

  it('says what a digest rests on that was stated of a deployment', async () => {
    const restsOn = 'stated by --release for version 1.4.2, which GET /health tells';
    using made = await attested({
      ...go,
      run: { ...go.run, release: { version: '1.4.2', digest: release, restsOn } },
    });
    assert.equal((await made.verify('--release', release)).code, 0);
    assert.equal(made.statement().predicate.golive.releaseRestsOn, restsOn);
    assert.match(
      readFileSync(join(made.run.folder, 'report.html'), 'utf8'),
      /stated by --release for version/u,
    );
  });

  it('of a run that is not GO says FAILED, and is refused', async () => {
    using made = await attested(failing(go));
    assert.match(made.text, /FAILED: [^]*not authorised: verify-attestation will refuse this/u);
    const { code, text } = await made.verify();
    assert.equal(code, 1);
    assert.match(text, /authentic: yes[^]*acceptable: no: FAILED[^]*the verdict is not GO/u);
    assert.deepEqual(made.statement().predicate.failedTests, [go.checks[0]?.ref]);
  });

  it('of a waived check says WARNED', async () => {
    const given = ['--name', 'Ada Lind', '--reason', 'agreed with operations on Monday'];
    using made = await attested(failing(go), (run) =>
      run.waive('task.confirmed', ...given, '--until', inDays(3)),
    );
    const { code, text } = await made.verify();
    assert.equal(code, 0, text);
    assert.match(text, /acceptable: yes: WARNED/u);
  });
});

describe('what a person gives wrong', () => {
  it('keys that are none, of another kind, or the wrong half', async () => {
    using made = await attested();
    const { run, file, key, publicKey } = made;
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export(pem.private);
    const locked = keys.privateKey.export({ ...pem.private, cipher: 'aes-256-cbc', passphrase: 'x' });
    const attempt = async (text: string | Buffer): Promise<Answered> => {
      writeFileSync(key, text);
      return await runCommand(attest, run.folder, '--key', key);
    };
    for (const [text, why] of [
      [rsa, /expected an Ed25519 key, got one of rsa/u],
      [locked, /expected a key without a passphrase/u],
      ['hello', /expected a private key in PEM/u],
    ] as const) {
      const answer = await attempt(text);
      assert.equal(answer.code, 2);
      assert.match(answer.text, why);
    }
    const missing = await runCommand(attest, run.folder, '--key', `${key}.none`);
    assert.deepEqual([missing.code, /expected a key file/u.test(missing.text)], [2, true]);
    writeFileSync(publicKey, keys.privateKey.export(pem.private));
    const half = await runCommand(verifyAttestation, file, '--key', publicKey);
    assert.deepEqual([half.code, /expected the public key, got the private one/u.test(half.text)], [2, true]);
  });

  it('no file, no key, an age that is none', async () => {
    using made = await attested();
    assert.match((await runCommand(verifyAttestation, '--key', made.publicKey)).text, /got none/u);
    assert.match((await runCommand(verifyAttestation, made.file)).text, /expected --key <file>/u);
    const { code, text } = await made.verify('--max-age', 'soon');
    assert.deepEqual([code, /a time such as 36h or 7d, got "soon"/u.test(text)], [2, true]);
    const none = await runCommand(verifyAttestation, `${made.file}.none`, '--key', made.publicKey);
    assert.equal(none.code, 2);
  });

  it('a run whose release nobody knows is not attested', async () => {
    using run = runOf({ ...go, run: { ...go.run, release: null } });
    const key = join(run.place.runs, 'golive.pem');
    writeFileSync(key, keys.privateKey.export(pem.private), { mode: 0o644 });
    const { code, text } = await runCommand(attest, run.folder, '--key', key);
    assert.equal(code, 2);
    assert.match(text, /others can read this key[^]*expected a run that knows the digest of its release/u);
  });
});
