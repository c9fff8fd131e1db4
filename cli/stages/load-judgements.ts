import type { Judgement, LoadResult } from '../../load/index.ts';
import type { RunContext } from '../run-context.ts';
import { doubted } from './doubted.ts';
import { fidelityOf } from './fidelity-of.ts';

/** The worst of the judgements that share a row. */
function worst(judgements: readonly Judgement[]): Judgement | undefined {
  const rank = { fail: 0, inconclusive: 1, pass: 2 } as const;
  return [...judgements].sort((a, b) => rank[a.outcome] - rank[b.outcome])[0];
}

function writeJudgement(
  context: Pick<RunContext, 'main' | 'observe'>,
  check: string,
  subject: string,
  judgement: Judgement | undefined,
  doubt: string | undefined,
): void {
  const {
    outcome = 'inconclusive',
    reason = 'nothing was measured',
    actual,
    lower,
    upper,
    limit = 0,
    n = 0,
    unit = '',
  } = judgement ?? {};
  const told = outcome === 'pass' ? '' : `${judgement?.subject ?? subject}: ${reason}`;
  context.observe('main', {
    check,
    subject,
    operator: '<',
    expected: limit,
    actual: actual ?? null,
    unit,
    limit,
    n,
    interval: lower !== undefined && upper !== undefined ? [lower, upper] : null,
    ...doubted({ outcome, reason: told }, doubt),
    fidelity: fidelityOf(context),
  });
}

/**
 * A row of p95 for all requests and each endpoint, and one of errors. A limit that was missed while others had the
 * machine stays open (`doubt`); one that was kept all the same is kept.
 */
export function writeJudgements(
  context: Pick<RunContext, 'main' | 'observe'>,
  result: Pick<LoadResult, 'judgements'> & { readonly overall: Pick<LoadResult['overall'], 'subject'> },
  doubt: string | undefined,
): void {
  const p95 = result.judgements.filter(({ id }) => id === 'p95');
  writeJudgement(context, 'load.p95', 'overall', worst(p95), doubt);
  for (const judgement of p95.filter(({ subject }) => subject !== result.overall.subject)) {
    writeJudgement(context, 'load.p95', judgement.subject, judgement, doubt);
  }
  const shares = result.judgements.filter(({ id }) => id !== 'p95');
  writeJudgement(context, 'load.errors', 'target', worst(shares), doubt);
}
