import { cell, line, row, waiver } from './judge-input.ts';
import type { PrecedenceCase } from './precedence-case.ts';

const unsure = row({ outcome: 'inconclusive' });
const second = { subject: 'second' } as const;
const two = [cell(), cell(second)];
const warning = cell({ check: 'list.fields', level: 'warning' });

/** What was not answered, not applicable, a warning, waived; and the lines of the plan. */
export const precedenceOfDoubts: readonly PrecedenceCase[] = [
  // What was not answered.
  {
    name: 'one is missing',
    over: { required: two },
    decision: 'INCONCLUSIVE',
    says: /1 not answered, first task\.confirmed \/ second: not measured/u,
  },
  {
    name: 'one is inconclusive or skipped',
    over: { evidence: [unsure] },
    decision: 'INCONCLUSIVE',
    says: /not seen/u,
  },
  {
    name: 'inconclusive, then passed',
    over: { evidence: [unsure, row({ attempt: 2 })] },
    decision: 'INCONCLUSIVE',
  },
  {
    name: 'below its fidelity',
    over: { evidence: [row({ fidelity: 'emulator' })] },
    decision: 'INCONCLUSIVE',
    says: /needs process-stack/u,
  },
  { name: 'a pass of nothing', over: { evidence: [row({ n: 0 })] }, decision: 'INCONCLUSIVE' },
  {
    name: 'a row claims not-applicable',
    over: { evidence: [row({ outcome: 'not-applicable' })] },
    decision: 'INCONCLUSIVE',
  },
  {
    name: 'the target names nothing to ask it of',
    over: { required: [cell(), cell({ ...second, unasked: 'no role' })] },
    decision: 'INCONCLUSIVE',
  },
  {
    name: 'a partial run',
    over: { partial: { scheduled: 12, of: 84 } },
    decision: 'INCONCLUSIVE',
    says: /partial: 12 of 84 checks/u,
  },
  {
    name: 'a partial run of everything',
    over: { partial: { scheduled: 84, of: 84 } },
    decision: 'INCONCLUSIVE',
  },
  {
    name: 'the run ended early',
    over: { endedEarly: 'stage load passed its deadline of 180 s' },
    decision: 'INCONCLUSIVE',
    says: /deadline/u,
  },
  // Not applicable.
  {
    name: 'the target lacks it and says so',
    over: { required: [cell(), cell({ check: 'scan.reads', notApplicable: 'no camera' })] },
    decision: 'GO',
  },
  {
    name: 'the target lacks it, and its own plan asks for it',
    over: {
      required: [cell(), cell({ check: 'scan.reads', notApplicable: 'no camera' })],
      checklist: [line({ id: 'plan/scan', checks: ['scan.reads/ean13'] })],
    },
    decision: 'NO-GO',
    says: /1 line of the plan fails, first plan\/scan: the plan asks for it/u,
  },
  {
    name: 'a waiver does not help a plan that asks for what is lacking',
    over: {
      required: [cell(), cell({ check: 'scan.reads', notApplicable: 'no camera' })],
      checklist: [line({ checks: ['scan.reads'] })],
      waivers: [waiver({ check: 'scan.reads' })],
    },
    decision: 'NO-GO',
  },
  // Warnings never decide.
  {
    name: 'a warning fails',
    over: { required: [cell(), warning], evidence: [row(), row({ check: 'list.fields', outcome: 'fail' })] },
    decision: 'GO',
  },
  { name: 'a warning is missing', over: { required: [cell(), warning] }, decision: 'GO' },
  {
    name: 'a warning fails where a line is bound to it',
    over: {
      required: [cell(), warning],
      evidence: [row(), row({ check: 'list.fields', outcome: 'fail' })],
      checklist: [line({ checks: ['list.fields'] })],
    },
    decision: 'GO',
  },
  // Waivers.
  {
    name: 'a fail is waived',
    over: {
      required: two,
      evidence: [row(), row({ ...second, outcome: 'fail' })],
      waivers: [waiver({ subject: 'second' })],
    },
    decision: 'GO',
    says: /all 1 required answers are yes, 1 waived/u,
  },
  {
    name: 'what is missing is waived',
    over: { required: two, waivers: [waiver({ subject: 'second' })] },
    decision: 'GO',
  },
  {
    name: 'the waiver has expired',
    over: {
      required: two,
      evidence: [row(), row({ ...second, outcome: 'fail' })],
      waivers: [waiver({ subject: 'second', expiresAt: '2026-03-02T11:59:59Z' })],
    },
    decision: 'NO-GO',
  },
  {
    name: 'the waiver for what is missing has expired',
    over: { required: two, waivers: [waiver({ subject: 'second', expiresAt: '2026-03-01T00:00:00Z' })] },
    decision: 'INCONCLUSIVE',
  },
  {
    name: 'a waiver does not make a partial run whole',
    over: { required: two, waivers: [waiver({ subject: 'second' })], partial: { scheduled: 1, of: 2 } },
    decision: 'INCONCLUSIVE',
  },
  // The plan's lines.
  {
    name: 'a line is unbound',
    over: { checklist: [line(), line({ id: 'plan/open', checks: [] })] },
    decision: 'INCONCLUSIVE',
    says: /1 line of the plan is open, first plan\/open/u,
  },
  {
    name: 'nothing answers a line',
    over: { checklist: [line({ checks: ['scan.reads'] })] },
    decision: 'INCONCLUSIVE',
  },
  {
    name: 'a person’s line with a role',
    over: { checklist: [line({ by: 'person', role: 'operations', checks: [] })] },
    decision: 'GO',
  },
  {
    name: 'a person’s line without a role',
    over: { checklist: [line({ by: 'person', checks: [] })] },
    decision: 'INCONCLUSIVE',
  },
  {
    name: 'gate: a launch line that is unbound is not due',
    over: { checklist: [line({ phase: 'launch', checks: [] })] },
    decision: 'GO',
  },
  {
    name: 'acceptance: the same line is due',
    over: { profile: 'acceptance', checklist: [line({ phase: 'launch', checks: [] })] },
    decision: 'INCONCLUSIVE',
  },
  {
    name: 'acceptance: a line for after is not due',
    over: { profile: 'acceptance', checklist: [line({ phase: 'after', checks: [] })] },
    decision: 'GO',
  },
  {
    name: 'watch: a line for after is due',
    over: { profile: 'watch', checklist: [line({ phase: 'after', checks: [] })] },
    decision: 'INCONCLUSIVE',
  },
  {
    name: 'watch: a release line is not due',
    over: { profile: 'watch', checklist: [line({ checks: [] })] },
    decision: 'GO',
  },
  {
    name: 'smoke: no line is due after one look',
    over: { profile: 'smoke', checklist: [line({ phase: 'after', checks: [] })] },
    decision: 'GO',
  },
];
