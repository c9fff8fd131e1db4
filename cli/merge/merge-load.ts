import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgeParts } from '../../load/distributed/index.ts';
import type { Judgement, LoadResult } from '../../load/index.ts';
import { formatFigure } from '../../reports/figures.ts';
import { renderLoad } from '../../reports/render/load-page.ts';
import { loadReportSchema } from '../../reports/schema/load-report.ts';
import type { CommandInput } from '../command.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';

const marks = { pass: 'ok  ', fail: 'FAIL', inconclusive: '??  ' } as const;

/**
 * Judges the parts of a load, says what they came to, and writes load.json and a page of it beside them. A load alone never ends in
 * GO: where all of it holds, the command did what it was asked.
 */
export async function mergeLoad(
  folder: string,
  further: readonly string[],
  { values, terminal }: CommandInput,
): Promise<ExitCode> {
  const result = await judgeParts(folder, further);
  writeFileSync(join(folder, 'load.json'), JSON.stringify(result, null, 1));
  const has = (outcome: Judgement['outcome']) => result.judgements.some((one) => one.outcome === outcome);
  const isOpen = has('inconclusive') || result.invalid.length > 0;
  const outcome = has('fail') ? 'fail' : isOpen ? 'inconclusive' : 'pass';
  const [first] = result.errors.details.map(failure);
  const about = { target: result.plan.name, outcome, firstFailure: first } as const;
  writeFileSync(join(folder, 'load.html'), renderLoad(loadReportSchema.parse(result), about));
  for (const line of linesOf(result)) terminal.result(line);
  terminal.result(`page: ${join(folder, 'load.html')}`);
  if (values['json'] === true) process.stdout.write(`${JSON.stringify(result)}\n`);
  return { fail: exitCodes['NO-GO'], inconclusive: exitCodes.INCONCLUSIVE, pass: exitCodes.GO }[outcome];
}

const failure = ({ name, expected, actual }: LoadResult['errors']['details'][number]): string =>
  `${name}: expected ${expected}, got ${actual}`;

function linesOf({ overall, plan, rate, judgements, invalid, writes, errors }: LoadResult): string[] {
  const { percentiles, p95Bounds } = overall;
  const ms = (value: number | undefined) => (value === undefined ? 'none' : formatFigure(value, 'ms'));
  const bounds = p95Bounds ? ` (${ms(p95Bounds.lower)} to ${ms(p95Bounds.upper)})` : '';
  const written = writes.reduce((sum, one) => sum + one.acknowledged, 0);
  return [
    `${overall.n} of ${plan.plannedRequests} planned requests, ${(rate.share * 100).toFixed(1)} % of the planned rate; ` +
      `${overall.failed} failed, ${overall.limited} limited, ${overall.dropped} dropped, ${written} writes acknowledged`,
    `p50 ${ms(percentiles?.p50Ms)}, p95 ${ms(percentiles?.p95Ms)}${bounds}, p99 ${ms(percentiles?.p99Ms)}, ` +
      `most ${ms(percentiles?.maxMs)}`,
    ...invalid.map(({ reason }) => `proves nothing: ${reason}`),
    ...errors.details.slice(0, 1).map((first) => `first failure: ${failure(first)}`),
    // What proves nothing was said once: it is the reason of each.
    ...judgements.map(
      ({ id, subject, outcome, reason }) =>
        `${marks[outcome]} ${id}, ${subject}${invalid.length === 0 ? `: ${reason}` : ''}`,
    ),
  ];
}
