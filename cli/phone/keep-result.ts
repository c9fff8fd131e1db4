import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import type { KeyObject } from 'node:crypto';
import { basename, join } from 'node:path';
import { appendRow } from '../../evidence/journal.ts';
import { phoneStepIds, type PhoneResult } from '../../reports/phones/phone-result.ts';
import { invitationFile, phonesFolder, type Invitation } from '../../reports/phones/read-phones.ts';
import { rowsOfPhone } from '../../reports/phones/phone-rows.ts';
import { sealResult } from '../../reports/phones/seal-result.ts';

const fileOf = (runFolder: string, tokenId: string): string =>
  join(phonesFolder(runFolder), `${tokenId}.json`);

/** Whether a code has brought its result; also one of an earlier start of the command. */
export function isUsed(runFolder: string, tokenId: string): boolean {
  return existsSync(fileOf(runFolder, tokenId));
}

/**
 * Signs a result and puts it into the run: as a file, and as rows of the evidence that name it.
 * @throws where a result of this code is there already: nothing is written over.
 */
export function keepResult(runFolder: string, result: PhoneResult, key: KeyObject): void {
  mkdirSync(phonesFolder(runFolder), { recursive: true });
  const file = fileOf(runFolder, result.token);
  writeFileSync(file, `${JSON.stringify(sealResult(result, key), null, 1)}\n`, { flag: 'wx' });
  for (const row of rowsOfPhone(result, `phones/${basename(file)}`)) {
    appendRow(join(runFolder, 'evidence.jsonl'), row);
  }
}

/** Shows the two codes in the run's report until it is disposed. */
export function invite(runFolder: string, invitation: Invitation): Disposable {
  mkdirSync(phonesFolder(runFolder), { recursive: true });
  const file = invitationFile(runFolder);
  writeFileSync(file, `${JSON.stringify(invitation)}\n`, { mode: 0o600 });
  return { [Symbol.dispose]: () => rmSync(file, { force: true }) };
}

/** `pass` where all was tried and nothing failed on a real phone. */
export function outcomeOf({ steps, emulatedBecause }: PhoneResult): 'pass' | 'fail' | 'inconclusive' {
  if (steps.some(({ outcome }) => outcome === 'fail')) return 'fail';
  const passed = steps.filter(({ outcome }) => outcome === 'pass').length;
  return passed === phoneStepIds.length && emulatedBecause.length === 0 ? 'pass' : 'inconclusive';
}
