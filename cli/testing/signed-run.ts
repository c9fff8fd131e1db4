import assert from 'node:assert/strict';
import { goVerdict, runPlace } from '../../reports/test-support/signed-run.ts';
import type { Verdict } from '../../reports/verdict.ts';
import { signoff } from '../signoff.ts';
import { waive } from '../waive.ts';
import { runCommand } from './run-command.ts';

export const roles = ['development', 'operations', 'management'] as const;
export const people = { development: 'Dora Lind', operations: 'Olga Berg', management: 'Max Horn' } as const;
/** What a run leaves when all is well. */
export const go: Verdict = await goVerdict();
const dayMs = 86_400_000;
export const ago = (days: number): string => new Date(Date.now() - days * dayMs).toISOString();
export const inDays = (days: number): string =>
  new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);

/** A run's folder, made by this verdict. */
export function runOf(verdict: Verdict = go) {
  const place = runPlace();
  const folder = place.write(verdict);
  const sign = (role: keyof typeof people, ...words: readonly string[]) =>
    runCommand(signoff, folder, '--role', role, '--name', people[role], ...words);
  return {
    place,
    folder,
    sign,
    status: (...words: readonly string[]) => runCommand(signoff, folder, ...words),
    waive: (...words: readonly string[]) => runCommand(waive, folder, ...words),
    async attestAll() {
      for (const role of roles) assert.equal((await sign(role, '--attest', `plan/${role}`)).code, 0);
    },
    async approveAll() {
      for (const role of roles) {
        const { code, text } = await sign(role, '--decision', 'approve');
        assert.equal(code, 0, text);
      }
    },
    [Symbol.dispose]: () => place[Symbol.dispose](),
  };
}

/** With one check failed, and the line that it answers. */
export function failing(verdict: Verdict): Verdict {
  const [first, ...rest] = verdict.checks;
  const [line, ...lines] = verdict.checklist;
  assert.ok(first && line);
  const checks = [{ ...first, outcome: 'fail' as const, reason: 'it did not hold' }, ...rest];
  const checklist = [{ ...line, outcome: 'fail' as const, reason: 'it did not hold' }, ...lines];
  return { ...verdict, decision: 'NO-GO', sentence: 'NO-GO: one answer is no.', checks, checklist };
}
