import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sealEnvelope } from '../../reports/attestation/envelope.ts';
import { statementSchema, type Statement } from '../../reports/schema/statement.ts';
import type { Verdict } from '../../reports/verdict.ts';
import { attest } from '../attest.ts';
import { verifyAttestation } from '../verify-attestation.ts';
import { runCommand, type Answered } from './run-command.ts';
import { go, runOf } from './signed-run.ts';

export const keys = generateKeyPairSync('ed25519');
export const others = generateKeyPairSync('ed25519');
export const pem = {
  private: { type: 'pkcs8', format: 'pem' },
  public: { type: 'spki', format: 'pem' },
} as const;

/** A signed run, its keys, and its attestation. */
export async function attested(
  verdict: Verdict = go,
  before?: (run: ReturnType<typeof runOf>) => Promise<unknown>,
) {
  const run = runOf(verdict);
  const key = join(run.place.runs, 'golive.pem');
  const publicKey = join(run.place.runs, 'golive.pub');
  writeFileSync(key, keys.privateKey.export(pem.private), { mode: 0o600 });
  writeFileSync(publicKey, keys.publicKey.export(pem.public));
  await before?.(run);
  await run.attestAll();
  if (verdict.decision === 'GO' || before !== undefined) await run.approveAll();
  const { code, text } = await runCommand(attest, run.folder, '--key', key);
  assert.equal(code, 0, text);
  const file = join(run.folder, 'attestation.json');
  return {
    ...{ run, file, key, publicKey, text },
    verify: (...words: readonly string[]): Promise<Answered> =>
      runCommand(verifyAttestation, file, '--key', publicKey, ...words),
    statement: (): Statement => {
      const { payload } = JSON.parse(readFileSync(file, 'utf8')) as { payload: string };
      return statementSchema.parse(JSON.parse(Buffer.from(payload, 'base64').toString()));
    },
    /** Signed anew by the right key, so that only the policy can refuse it. */
    reseal(statement: unknown): void {
      writeFileSync(
        file,
        JSON.stringify(sealEnvelope(Buffer.from(JSON.stringify(statement)), keys.privateKey)),
      );
    },
    [Symbol.dispose]: () => run[Symbol.dispose](),
  };
}
