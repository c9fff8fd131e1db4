import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EvidenceRow } from '../evidence/row.ts';
import type { ChecklistInput } from '../targets/schema/checklist.ts';
import { judgeCell, type JudgedCell } from './judge-cell.ts';
import { judgeLine, type LineOutcome } from './judge-line.ts';
import type { RequiredCell } from './required.ts';
import { asOf, cell, line, row, waiver } from './test-support/judge-input.ts';
import type { Waiver } from './waiver.ts';

function judged(
  over: Partial<RequiredCell>,
  seen: Partial<EvidenceRow> | null,
  waivers: readonly Waiver[] = [],
): JudgedCell {
  return judgeCell(cell(over), seen ? [row(seen)] : [], waivers, asOf);
}

const passed = judged({}, {});
const failed = judged({ subject: 'b' }, { outcome: 'fail' });
const unmeasured = judged({ subject: 'c' }, null);
const absent = judged({ check: 'scan.reads', notApplicable: 'it has no camera' }, null);
const warned = judged({ level: 'warning', subject: 'd' }, { outcome: 'fail' });
const excused = judged({ subject: 'e' }, { outcome: 'fail' }, [waiver({ subject: 'e' })]);
const phone = { leastFidelity: 'emulated-phone' } as const;
const onDevice = judged(phone, { fidelity: 'real-device' });
const emulated = judged({ ...phone, subject: 'f' }, { fidelity: 'emulated-phone' });
const onPhone = judged({ device: 'iphone' }, { outcome: 'fail' });

interface Case {
  readonly name: string;
  readonly line?: Partial<ChecklistInput>;
  readonly cells: readonly JudgedCell[];
  readonly outcome: LineOutcome;
  readonly reason?: RegExp;
}

const cases: readonly Case[] = [
  { name: 'its check passed', cells: [passed], outcome: 'pass' },
  {
    name: 'one subject of its check failed',
    cells: [passed, failed],
    outcome: 'fail',
    reason: /^task.confirmed \/ b: it/u,
  },
  { name: 'a fail beats what was not measured', cells: [unmeasured, failed], outcome: 'fail' },
  {
    name: 'one subject not measured',
    cells: [passed, unmeasured],
    outcome: 'inconclusive',
    reason: /not measured/u,
  },
  {
    name: 'bound to the subject that passed',
    line: { checks: ['task.confirmed/target'] },
    cells: [passed, failed],
    outcome: 'pass',
  },
  {
    name: 'bound to the subject that failed',
    line: { checks: ['task.confirmed/b'] },
    cells: [passed, failed],
    outcome: 'fail',
  },
  {
    name: 'bound to the phone that failed',
    line: { checks: ['task.confirmed@iphone'] },
    cells: [passed, onPhone],
    outcome: 'fail',
  },
  {
    name: 'bound to another phone than the one that failed',
    line: { checks: ['task.confirmed@none'] },
    cells: [passed, onPhone],
    outcome: 'pass',
  },
  {
    name: 'bound to a check that is in no cell',
    line: { checks: ['task.confirmed', 'task.gone'] },
    cells: [passed],
    outcome: 'inconclusive',
    reason: /answers task\.gone/u,
  },
  {
    name: 'bound to a check that failed and to one that is in no cell',
    line: { checks: ['task.gone', 'task.confirmed/b'] },
    cells: [passed, failed],
    outcome: 'fail',
    reason: /^task\.confirmed \/ b: it/u,
  },
  {
    name: 'bound to a subject that is in no cell',
    line: { checks: ['task.confirmed/gone'] },
    cells: [passed],
    outcome: 'inconclusive',
  },
  {
    name: 'the target lacks what the plan asks for',
    line: { checks: ['scan.reads'] },
    cells: [absent],
    outcome: 'fail',
    reason: /the target has none: it has no camera/u,
  },
  {
    name: 'the target lacks the subject that the plan names',
    line: { checks: ['scan.reads/ean13@iphone'] },
    cells: [absent],
    outcome: 'fail',
  },
  {
    name: 'a missing capability is no answer beside a pass',
    line: { checks: ['task.confirmed', 'scan.reads'] },
    cells: [passed, absent],
    outcome: 'fail',
  },
  {
    name: 'only a warning speaks against it',
    cells: [passed, warned],
    outcome: 'warning',
    reason: /did not hold/u,
  },
  {
    name: 'a waived fail is no pass',
    cells: [passed, excused],
    outcome: 'waived',
    reason: /waived by Ada Lind until 2026-03-09/u,
  },
  { name: 'an unwaived fail beside a waived one', cells: [excused, failed], outcome: 'fail' },
  {
    name: 'bound to nothing',
    line: { checks: [] },
    cells: [passed],
    outcome: 'unbound',
    reason: /no check asks it/u,
  },
  {
    name: 'bound to nothing, and says why',
    line: { checks: [], note: 'asked of the vendor' },
    cells: [],
    outcome: 'unbound',
    reason: /vendor/u,
  },
  {
    name: 'a person answers it',
    line: { by: 'person', role: 'operations', checks: [] },
    cells: [],
    outcome: 'person',
    reason: /awaits operations/u,
  },
  {
    name: 'a person answers it, nobody named',
    line: { by: 'person', checks: [] },
    cells: [],
    outcome: 'unbound',
    reason: /no role/u,
  },
  {
    name: 'seen at less than the fidelity that it asks for',
    line: { minFidelity: 'real-device' },
    cells: [passed],
    outcome: 'inconclusive',
    reason:
      /asks for real-device, this run saw it at process-stack: awaits a named person.*device and version/u,
  },
  {
    name: 'one of two answers seen at less than the fidelity that it asks for',
    line: { minFidelity: 'real-device' },
    cells: [onDevice, emulated],
    outcome: 'inconclusive',
    reason: /saw it at emulated-phone:/u,
  },
  {
    name: 'seen at the fidelity that it asks for',
    line: { minFidelity: 'real-device' },
    cells: [onDevice],
    outcome: 'pass',
  },
  {
    name: 'failed, at less than the fidelity that it asks for',
    line: { minFidelity: 'real-device' },
    cells: [failed],
    outcome: 'fail',
  },
  {
    name: 'optional in the plan, and failing',
    line: { level: 'advisory' },
    cells: [failed],
    outcome: 'warning',
    reason: /^optional in the plan: task.confirmed \/ b: it/u,
  },
  {
    name: 'optional in the plan, and bound to nothing',
    line: { level: 'advisory', checks: [] },
    cells: [],
    outcome: 'warning',
  },
  {
    name: 'optional in the plan, and passing',
    line: { level: 'advisory' },
    cells: [passed],
    outcome: 'pass',
  },
  {
    name: 'due at launch',
    line: { phase: 'launch' },
    cells: [passed],
    outcome: 'not-due',
    reason: /phase launch/u,
  },
  { name: 'due after, and failing', line: { phase: 'after' }, cells: [failed], outcome: 'not-due' },
  {
    name: 'due at launch, and bound to nothing',
    line: { phase: 'launch', checks: [] },
    cells: [],
    outcome: 'not-due',
  },
  {
    name: 'a person’s line that is due later',
    line: { phase: 'after', by: 'person', role: 'operations' },
    cells: [],
    outcome: 'not-due',
  },
];

describe('judgeLine', () => {
  for (const item of cases) {
    it(`${item.name}: ${item.outcome}`, () => {
      const result = judgeLine(line(item.line), item.cells, ['release']);
      assert.equal(result.outcome, item.outcome, result.reason);
      if (item.reason) assert.match(result.reason, item.reason);
    });
  }
});
