import { cell, line, row, waiver } from './judge-input.ts';
import type { PrecedenceCase } from './precedence-case.ts';

const failing = row({ outcome: 'fail' });
const second = { subject: 'second' } as const;
const two = [cell(), cell(second)];
const warning = cell({ check: 'list.fields', level: 'warning' });
const restored = cell({ check: 'restored.task', stack: 'restored', subject: 'record.view' });
const restoredRow = { check: 'restored.task', subject: 'record.view' } as const;

/** GO, what fails, and which stack answers. */
export const precedenceOfFailures: readonly PrecedenceCase[] = [
  {
    name: 'all required answers are yes',
    over: {},
    decision: 'GO',
    says: /^GO: all 1 required answers are yes\.$/u,
  },
  {
    name: 'nothing required',
    over: { required: [], checklist: [] },
    decision: 'INCONCLUSIVE',
    says: /nothing passed/u,
  },
  {
    name: 'all is not applicable',
    over: { required: [cell({ notApplicable: 'no such part' })], evidence: [], checklist: [] },
    decision: 'INCONCLUSIVE',
    says: /nothing passed/u,
  },
  {
    name: 'all is waived',
    over: { evidence: [], waivers: [waiver()], checklist: [] },
    decision: 'INCONCLUSIVE',
    says: /nothing passed/u,
  },
  {
    name: 'only a warning-level check passed',
    over: { required: [warning], evidence: [row({ check: 'list.fields' })], checklist: [] },
    decision: 'INCONCLUSIVE',
    says: /nothing passed/u,
  },
  // A fail beats everything.
  {
    name: 'one fails',
    over: { evidence: [failing] },
    decision: 'NO-GO',
    says: /^NO-GO: task\.confirmed failed; 1 line of the plan fails\.$/u,
  },
  { name: 'one fails, one is missing', over: { required: two, evidence: [failing] }, decision: 'NO-GO' },
  {
    name: 'one fails, one is inconclusive',
    over: { required: two, evidence: [failing, row({ ...second, outcome: 'inconclusive' })] },
    decision: 'NO-GO',
  },
  {
    name: 'two fail: the sentence counts',
    over: { required: two, evidence: [failing, row({ ...second, outcome: 'fail' })] },
    decision: 'NO-GO',
    says: /task\.confirmed and 1 more failed/u,
  },
  {
    name: 'one fails in a partial run',
    over: { evidence: [failing], partial: { scheduled: 1, of: 84 } },
    decision: 'NO-GO',
    says: /partial: 1 of 84 checks/u,
  },
  {
    name: 'one fails, then the run ends early',
    over: { evidence: [failing], endedEarly: 'interrupted in stage tasks' },
    decision: 'NO-GO',
    says: /interrupted in stage tasks/u,
  },
  {
    name: 'one fails while a line is unbound',
    over: { evidence: [failing], checklist: [line({ checks: [] })] },
    decision: 'NO-GO',
  },
  {
    name: 'flaky: failed, then passed',
    over: { evidence: [failing, row({ attempt: 2 })] },
    decision: 'NO-GO',
  },
  {
    name: 'flaky: passed, then failed',
    over: { evidence: [row(), row({ attempt: 2, outcome: 'fail' })] },
    decision: 'NO-GO',
  },
  // Failures that nothing asked for.
  {
    name: 'a stray fail of another subject',
    over: { evidence: [row(), row({ subject: 'unasked', outcome: 'fail' })] },
    decision: 'NO-GO',
    says: /task\.confirmed \/ unasked failed/u,
  },
  {
    name: 'a stray fail on another phone',
    over: { evidence: [row(), row({ device: 'iphone', outcome: 'fail' })] },
    decision: 'NO-GO',
  },
  {
    name: 'a stray fail of a check that nobody knows',
    over: { evidence: [row(), row({ check: 'no.such', outcome: 'fail' })] },
    decision: 'NO-GO',
    says: /no\.such failed/u,
  },
  {
    name: 'a stray fail on the restored stack',
    over: { evidence: [row(), row({ stack: 'restored', outcome: 'fail' })] },
    decision: 'NO-GO',
  },
  {
    name: 'a stray fail that is waived',
    over: {
      evidence: [row(), row({ subject: 'unasked', outcome: 'fail' })],
      waivers: [waiver({ subject: 'unasked' })],
    },
    decision: 'GO',
  },
  {
    name: 'a stray fail on a stack that a fault was planted in',
    over: { evidence: [row(), row({ stack: 'fault-header', outcome: 'fail' })] },
    decision: 'GO',
  },
  {
    name: 'a stray inconclusive row',
    over: { evidence: [row(), row({ subject: 'unasked', outcome: 'inconclusive' })] },
    decision: 'GO',
  },
  // Each stack answers for itself.
  {
    name: 'a pass on the restored stack does not answer for main',
    over: { evidence: [row({ stack: 'restored' })] },
    decision: 'INCONCLUSIVE',
    says: /not measured/u,
  },
  {
    name: 'a pass on a planted stack does not answer for main',
    over: { evidence: [row({ stack: 'fault-header' })] },
    decision: 'INCONCLUSIVE',
  },
  {
    name: 'a task on the restored system, seen there',
    over: { required: [cell(), restored], evidence: [row(), row({ ...restoredRow, stack: 'restored' })] },
    decision: 'GO',
  },
  {
    name: 'a task on the restored system, seen on main',
    over: { required: [cell(), restored], evidence: [row(), row(restoredRow)] },
    decision: 'INCONCLUSIVE',
  },
  {
    name: 'a task on the restored system fails there',
    over: {
      required: [cell(), restored],
      evidence: [row(), row({ ...restoredRow, stack: 'restored', outcome: 'fail' })],
    },
    decision: 'NO-GO',
  },
];
