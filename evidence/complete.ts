import { holds } from './judge.ts';
import { evidenceRowSchema, type EvidenceRow, type Observation, type Outcome } from './row.ts';

export interface RowContext {
  readonly run: string;
  readonly stack: string;
  readonly now: Date;
}

function judged(observation: Observation): Outcome {
  if (observation.outcome !== undefined) return observation.outcome;
  const { actual, operator = '==', expected } = observation;
  return holds(actual, operator, expected) ? 'pass' : 'fail';
}

function defaultReason(observation: Observation, outcome: Outcome): string {
  if (outcome === 'pass') return '';
  const unit = observation.unit ? ` ${observation.unit}` : '';
  return `expected ${observation.operator ?? '=='} ${String(observation.expected)}${unit}, saw ${String(observation.actual)}${unit}`;
}

/**
 * Makes a full row of an observation.
 * @throws ZodError when a field is malformed (for instance an outcome other than pass without a reason).
 */
export function completeRow(observation: Observation, context: RowContext): EvidenceRow {
  const outcome = judged(observation);
  return evidenceRowSchema.parse({
    run: context.run,
    stack: context.stack,
    check: observation.check,
    subject: observation.subject ?? 'target',
    device: observation.device ?? 'none',
    attempt: observation.attempt ?? 1,
    operator: observation.operator ?? '==',
    expected: observation.expected,
    actual: observation.actual,
    unit: observation.unit ?? null,
    limit: observation.limit ?? null,
    n: observation.n ?? 1,
    interval: observation.interval ?? null,
    outcome,
    reason: observation.reason || defaultReason(observation, outcome),
    fidelity: observation.fidelity,
    ...(observation.engine === undefined ? {} : { engine: observation.engine }),
    startedAt: (observation.startedAt ?? context.now).toISOString(),
    durationMs: observation.durationMs ?? 0,
    attachments: observation.attachments ?? [],
  });
}
