import type { EvidenceRow } from '../../evidence/row.ts';
import type { PhoneResult } from './phone-result.ts';

/** Where its rows are from: a page of Golive's own, and no stack of the release. */
export const phonePage = 'phone-page';

/** A phone's result as rows of the run's evidence: each step is one, and names the signed file. */
export function rowsOfPhone(result: PhoneResult, file: string): readonly EvidenceRow[] {
  const { run, device, system, fidelity, emulatedBecause, userAgent, openedAt, finishedAt } = result;
  const emulated = emulatedBecause.length === 0 ? '' : `; an emulated phone: ${emulatedBecause.join(', ')}`;
  return result.steps.map((step) => ({
    run,
    stack: phonePage,
    check: `phone.${step.id}`,
    subject: `${device}, ${system}`,
    device: 'none',
    attempt: 1,
    operator: '==',
    expected: step.expected,
    actual: step.actual,
    unit: null,
    limit: null,
    n: step.outcome === 'inconclusive' ? 0 : 1,
    interval: null,
    outcome: step.outcome,
    reason: `${step.reason}${emulated}`.replace(/^; /u, ''),
    fidelity,
    engine: userAgent,
    startedAt: openedAt,
    durationMs: Math.max(0, Date.parse(step.at ?? finishedAt) - Date.parse(openedAt)),
    attachments: [{ name: 'signed result', contentType: 'application/json', path: file }],
  }));
}
