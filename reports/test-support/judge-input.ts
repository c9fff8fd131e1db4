import { evidenceRowSchema, type EvidenceRow } from '../../evidence/row.ts';
import {
  checklistLineSchema,
  type ChecklistInput,
  type ChecklistLine,
} from '../../targets/schema/checklist.ts';
import type { DecideInput } from '../decide.ts';
import type { RequiredCell } from '../required.ts';
import type { Waiver } from '../waiver.ts';

export const asOf = new Date('2026-03-02T12:00:00Z');

/** A blocking cell that one passing `row()` answers. */
export function cell(over: Partial<RequiredCell> = {}): RequiredCell {
  return {
    check: 'task.confirmed',
    question: 'Does it stand in every witness?',
    suite: 'tasks',
    subject: 'target',
    device: 'none',
    stack: 'main',
    level: 'blocking',
    leastFidelity: 'process-stack',
    notApplicable: null,
    ...over,
  };
}

const reasons = {
  pass: '',
  fail: 'it did not hold',
  inconclusive: 'it was not seen',
  'not-applicable': 'none',
};

export function row(over: Partial<EvidenceRow> = {}): EvidenceRow {
  return evidenceRowSchema.parse({
    run: 'r1',
    stack: 'main',
    check: 'task.confirmed',
    subject: 'target',
    device: 'none',
    attempt: 1,
    operator: '==',
    expected: true,
    actual: over.outcome === 'fail' ? false : true,
    unit: null,
    limit: null,
    n: 1,
    interval: null,
    outcome: 'pass',
    reason: reasons[over.outcome ?? 'pass'],
    fidelity: 'process-stack',
    startedAt: '2026-03-02T11:00:00Z',
    durationMs: 12,
    attachments: [],
    ...over,
  });
}

export function line(over: Partial<ChecklistInput> = {}): ChecklistLine {
  return checklistLineSchema.parse({
    id: 'plan/line',
    section: 'functional',
    text: 'Work orders can be created',
    by: 'check',
    phase: 'release',
    checks: ['task.confirmed'],
    ...over,
  });
}

export function waiver(over: Partial<Waiver> = {}): Waiver {
  return {
    check: 'task.confirmed',
    name: 'Ada Lind',
    reason: 'agreed with operations on Monday',
    expiresAt: '2026-03-09T00:00:00Z',
    ...over,
  };
}

/** A run that is GO: one required cell, one passing row, one line of the plan. */
export function input(over: Partial<DecideInput> = {}): DecideInput {
  return {
    required: [cell()],
    evidence: [row()],
    checklist: [line()],
    profile: 'gate',
    waivers: [],
    asOf,
    partial: null,
    endedEarly: null,
    ...over,
  };
}
