import type { JudgedLine } from '../judge-line.ts';
import { personKey, whyNotApprovable } from './authority.ts';
import type { Act, Attested, Signature, WaiverRecord } from './records.ts';
import { SignoffError } from './signoff-error.ts';
import { judgeState, type Judged, type SignoffState } from './state.ts';

type Written = 'version' | 'number' | 'at' | 'run' | 'verdict' | 'previous';
export type SignatureAct = Omit<Signature, Written>;
export type WaiverAct = Omit<WaiverRecord, Written>;

/**
 * Whether a signature is taken, by what stands already.
 * @throws SignoffError naming role, line or rule, and what was expected.
 */
export function judgeSignature(judged: Judged, act: SignatureAct): Act {
  const state = judgeState(judged);
  const { role, name } = act;
  const roles = state.policy.roles.map(({ id }) => id);
  if (!roles.includes(role)) {
    throw new SignoffError('unknown-role', `--role: expected one of ${roles.join(', ')}, got "${role}"`);
  }
  refuseTakenName(state, name, role);
  for (const one of act.attested) judgeAttested(state, one, role);
  if (act.decision !== 'approve') return act;
  const why = whyNotApprovable(
    judgeState({ ...judged, records: [...judged.records, asRecord(act, judged)] }),
  );
  if (why.length === 0) return act;
  const reasons = why.map((reason) => `\n  - ${reason}`).join('');
  throw new SignoffError('refused', `refused: ${judged.verdict.run.id} cannot be approved:${reasons}`);
}

/** As it would stand: the lines that come with an approval count for it. */
function asRecord(act: SignatureAct, { verdict, verdictDigest, records, asOf }: Judged): Signature {
  const number = records.length + 1;
  const place = { version: 1, number, at: asOf.toISOString(), run: verdict.run.id, previous: null } as const;
  return { ...act, ...place, verdict: verdictDigest };
}

function refuseTakenName({ policy, signatures }: SignoffState, name: string, role: string): void {
  if (policy.onePersonForAll !== null) return;
  const other = signatures.find((one) => personKey(one.name) === personKey(name) && one.role !== role);
  if (other === undefined) return;
  const rule = 'one person signs for one role, unless the target says why not (signOff.onePersonForAll)';
  throw new SignoffError(
    'name-taken',
    `refused: ${other.name} has signed for ${other.role} already: ${rule}`,
  );
}

function judgeAttested({ decision }: SignoffState, attested: Attested, role: string): void {
  const { line: id } = attested;
  const found = decision.lines.find(({ line }) => line.id === id);
  if (found === undefined) {
    const lines = decision.lines.filter(isAwaited).map(({ line }) => line.id);
    throw new SignoffError(
      'unknown-line',
      `--attest: expected a line of the plan (${lines.join(', ')}), got "${id}"`,
    );
  }
  const { line } = found;
  if (found.outcome === 'not-due') {
    throw new SignoffError('not-awaited', `--attest ${id}: this line is not due yet: ${found.reason}`);
  }
  if (line.by === 'person' && line.role !== role) {
    throw new SignoffError(
      'not-awaited',
      `--attest ${id}: expected ${line.role ?? 'nobody'} to answer it, got ${role}`,
    );
  }
  if (line.by === 'person') return;
  if (line.minFidelity === undefined || !(isAwaited(found) || isAnswered(found))) {
    const how = `checks answer it (${found.outcome}); golive waive takes what speaks against it`;
    throw new SignoffError('not-awaited', `--attest ${id}: this line awaits no person: ${how}`);
  }
  if (attested.device === undefined || attested.version === undefined) {
    throw new SignoffError(
      'needs-device',
      `--attest ${id}: asks for ${line.minFidelity}: expected --device and --version of what it was seen on`,
    );
  }
}

const isAwaited = ({ outcome, awaits }: JudgedLine): boolean => outcome === 'person' || awaits !== undefined;
const isAnswered = ({ outcome, reason }: JudgedLine): boolean =>
  outcome === 'pass' && reason.startsWith('attested by ');

const dayMs = 86_400_000;

/** Whether a waiver is taken. @throws SignoffError where nothing speaks against it, or its day is no good one. */
export function judgeWaiver(judged: Judged, act: WaiverAct): Act {
  const state = judgeState(judged);
  const { what, expiresAt } = act;
  const remainsMs = Date.parse(expiresAt) - state.asOf.getTime();
  if (remainsMs <= 0) {
    throw new SignoffError('bad-expiry', `--until: expected a day that is still to come, got ${expiresAt}`);
  }
  const { waiverForDays } = state.policy;
  if (remainsMs > waiverForDays * dayMs) {
    const limit = `the target lets a waiver stand for ${waiverForDays} days (signOff.waiverForDays)`;
    throw new SignoffError('bad-expiry', `--until: expected an earlier day than ${expiresAt}: ${limit}`);
  }
  if ('line' in what) judgeLineWaiver(state, what.line);
  else judgeCheckWaiver(state, what.check, what.subject);
  return act;
}

function judgeLineWaiver({ decision }: SignoffState, id: string): void {
  const found = decision.lines.find(({ line }) => line.id === id);
  const outcome = found?.outcome ?? 'pass';
  if (['fail', 'inconclusive', 'unbound', 'waived'].includes(outcome)) return;
  throw new SignoffError('nothing-to-waive', `${id}: nothing speaks against this line (${outcome})`);
}

function judgeCheckWaiver({ verdict }: SignoffState, check: string, subject: string | undefined): void {
  const own = verdict.checks.filter((one) => one.id === check);
  if (own.length === 0) {
    throw new SignoffError('nothing-to-waive', `expected a check or a line of this run, got "${check}"`);
  }
  const asked = subject === undefined ? own : own.filter((one) => one.subject === subject);
  if (asked.length === 0) {
    const subjects = [...new Set(own.map((one) => one.subject))].join(', ');
    throw new SignoffError(
      'nothing-to-waive',
      `${check}: expected one of ${subjects}, got "${subject ?? ''}"`,
    );
  }
  if (asked.some(({ outcome }) => outcome === 'fail' || outcome === 'inconclusive')) return;
  const name = subject === undefined ? check : `${check}/${subject}`;
  throw new SignoffError('nothing-to-waive', `${name}: nothing speaks against it: it ${outcomesOf(asked)}`);
}

function outcomesOf(asked: readonly { readonly outcome: string }[]): string {
  return asked.every(({ outcome }) => outcome === 'pass') ? 'passed' : 'is not applicable';
}
