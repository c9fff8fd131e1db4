import type { EvidenceRow } from '../../evidence/row.ts';
import type { RequiredCell } from '../required.ts';
import { row } from './judge-input.ts';

const screenshot = (name: string) => ({
  name: 'screenshot',
  contentType: 'image/png',
  path: `attachments/${name}.png`,
});

/** What a sample cell saw, where it was not a plain yes; `missing`: no row at all. */
type Story = readonly Partial<EvidenceRow>[] | 'missing';

/** Nth cell of a check -> what happened to it. */
const stories: Readonly<Record<string, Readonly<Record<number, Story>>>> = {
  'headers.present': {
    1: [
      {
        outcome: 'fail',
        operator: 'matches',
        expected: '^nosniff$',
        actual: null,
        reason: 'x-content-type-options: expected matches ^nosniff$, saw nothing',
      },
    ],
  },
  'task.confirmed': {
    2: [
      {
        outcome: 'fail',
        expected: 'completed',
        actual: 'in_progress',
        reason: 'SQL row, status: expected == completed, saw in_progress, though the screen said “Saved”',
        attachments: [screenshot('after-act'), screenshot('after-reload')],
        durationMs: 4210,
      },
    ],
    4: [
      {
        outcome: 'fail',
        expected: 'the screen goes on',
        actual: 'stopped',
        reason: 'waited 10 s for the button “Save”, last seen: disabled',
      },
      { attempt: 2, attachments: [screenshot('second-try')] },
    ],
  },
  'restore.structure-equal': {
    0: [
      {
        outcome: 'fail',
        operator: 'is-empty',
        expected: 0,
        actual: 1,
        reason: 'sequence.behind: one sequence stands behind its table',
      },
    ],
  },
  'load.p95': {
    0: [
      {
        outcome: 'inconclusive',
        operator: '<',
        expected: 500,
        actual: 488.2,
        unit: 'ms',
        limit: 500,
        n: 12_800,
        interval: [471.4, 512.9],
        reason: '500.0 ms lies between the bounds 471.4 ms and 512.9 ms',
      },
    ],
  },
  'load.errors': {
    0: [
      {
        operator: '<',
        expected: 0.001,
        actual: 0.0002,
        unit: 'share',
        limit: 0.001,
        n: 12_800,
        interval: [0.0001, 0.0006],
      },
    ],
  },
  'photo.large': { 0: 'missing' },
  'restored.task': { 0: 'missing', 1: 'missing' },
  'photo.private': { 0: [{ fidelity: 'static', actual: '403 for a stranger' }] },
  'list.fields': {
    0: [{ outcome: 'fail', expected: '2 fields', actual: '11 fields', reason: 'the list ignores ?fields=' }],
  },
  'page.load': {
    0: [
      { operator: '<', expected: 2000, actual: 1240, unit: 'ms', limit: 2000, n: 5, interval: [1180, 1310] },
    ],
  },
};

function plainRow(cell: RequiredCell, at: number): EvidenceRow {
  const { check, subject, device, stack } = cell;
  const onPhone = device !== 'none';
  const fidelity = onPhone ? 'live-capture' : 'process-stack';
  const durationMs = onPhone ? 900 + (at % 17) * 140 : 20 + (at % 23) * 6;
  return row({
    check,
    subject,
    device,
    stack,
    expected: '3 of 3 hold',
    actual: 'the API, the row and the screen agree',
    n: 3,
    fidelity,
    durationMs,
  });
}

/** Rows for these cells as a real run leaves them: most say yes, some fail, one is flaky, some were not measured. */
export function sampleEvidence(required: readonly RequiredCell[]): readonly EvidenceRow[] {
  const nth = new Map<string, number>();
  return required.flatMap((cell, at) => {
    if (cell.notApplicable !== null || cell.unasked !== undefined) return [];
    const number = nth.get(cell.check) ?? 0;
    nth.set(cell.check, number + 1);
    const story = stories[cell.check]?.[number] ?? [{}];
    if (story === 'missing') return [];
    return story.map((over) => ({ ...plainRow(cell, at), ...over }));
  });
}
