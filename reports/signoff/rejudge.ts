import type { EvidenceRow } from '../../evidence/row.ts';
import type { ChecklistLine } from '../../targets/schema/checklist.ts';
import { decideOn, duePhases, type Decision } from '../decide.ts';
import type { JudgedCell } from '../judge-cell.ts';
import { judgeLine, type JudgedLine } from '../judge-line.ts';
import type { VerdictCheck, VerdictLine } from '../schema/checks.ts';
import type { Verdict } from '../verdict.ts';
import { findWaiver, type Waiver } from '../waiver.ts';
import type { Attested } from './records.ts';

/** A person who answers for a line, and when. */
export interface LineAnswer extends Attested {
  readonly role: string;
  readonly name: string;
  readonly at: string;
}

/** A line of the plan that a named person lets pass until a day. */
export interface LineWaiver extends Pick<Waiver, 'name' | 'reason' | 'expiresAt'> {
  readonly line: string;
}

/** What people have said of a verdict. */
export interface Said {
  readonly waivers: readonly Waiver[];
  readonly lineWaivers: readonly LineWaiver[];
  readonly answers: readonly LineAnswer[];
  readonly asOf: Date;
}

const speaksAgainst: readonly JudgedLine['outcome'][] = ['fail', 'inconclusive', 'unbound'];

/** The judge once more, over what a run has seen and what people have said of it since. Pure. */
export function rejudge(verdict: Verdict, said: Said): Decision {
  const cells = verdict.checks.map((check) => cellOf(check, verdict, said));
  const due = duePhases[verdict.run.profile];
  const lines = verdict.checklist.map((line) => settle(judgeLine(lineOf(line), cells, due), said));
  return decideOn(cells, lines, verdict);
}

function settle(judged: JudgedLine, { lineWaivers, answers, asOf }: Said): JudgedLine {
  const answer = answers.findLast(({ line }) => line === judged.line.id);
  const isAnswered = judged.outcome === 'person' || judged.awaits !== undefined;
  if (answer !== undefined && isAnswered) {
    const { awaits: _awaits, ...rest } = judged;
    return { ...rest, outcome: 'pass', reason: answeredBy(answer) };
  }
  const waiver = lineWaivers.find(
    ({ line, expiresAt }) => line === judged.line.id && Date.parse(expiresAt) > asOf.getTime(),
  );
  if (waiver === undefined || !speaksAgainst.includes(judged.outcome)) return judged;
  const reason = `${judged.reason}; waived by ${waiver.name} until ${waiver.expiresAt}`;
  return { ...judged, outcome: 'waived', reason };
}

function answeredBy({ name, role, at, device, version }: LineAnswer): string {
  const seenOn = device === undefined ? '' : `, on ${[device, version].filter(Boolean).join(' with ')}`;
  return `attested by ${name} (${role}) at ${at}${seenOn}`;
}

function cellOf(check: VerdictCheck, { run }: Verdict, { waivers, asOf }: Said): JudgedCell {
  const { id, question, suite, subject, device, stack, level, leastFidelity } = check;
  const { outcome, reason, attempts, flaky, stray } = check;
  const waivable = outcome === 'fail' || outcome === 'inconclusive';
  const isUnasked = outcome === 'inconclusive' && attempts === 0 && subject === 'target';
  const cell = {
    ...{ check: id, question, suite, subject, device, stack, level, leastFidelity },
    notApplicable: outcome === 'not-applicable' ? reason : null,
    // It answers whatever the plan binds to its check: there was no subject to ask.
    ...(isUnasked ? { unasked: reason } : {}),
    ...(stray ? { stray } : {}),
  };
  const waiver = waivable ? (findWaiver(waivers, id, subject, asOf) ?? check.waiver) : null;
  return { cell, outcome, reason, row: rowOf(check, run.id), attempts, flaky, waiver };
}

function rowOf(check: VerdictCheck, run: string): EvidenceRow | null {
  const { fidelity, operator, startedAt, id, attempts, stack, subject, device } = check;
  if (fidelity === null || operator === null || startedAt === null) return null;
  const { expected, actual, unit, limit, n, interval, outcome, reason, durationMs, attachments } = check;
  const asked = { run, stack, check: id, subject, device, attempt: Math.max(attempts, 1) };
  const measured = { operator, expected, actual, unit, limit, n, interval, outcome, reason };
  return { ...asked, ...measured, fidelity, startedAt, durationMs, attachments };
}

function lineOf({ asks, role, note, minFidelity, ...line }: VerdictLine): ChecklistLine {
  const { id, section, text, by, phase, level } = line;
  return {
    ...{ id, section, text, by, phase, level, checks: asks },
    ...(role === null ? {} : { role }),
    ...(note === null ? {} : { note }),
    ...(minFidelity === null ? {} : { minFidelity }),
  };
}
