import { formatFigure, formatNumber } from '../figures.ts';
import type { LoadReport } from '../schema/load-report.ts';
import { barePage } from './bare-page.ts';
import { html } from './html.ts';
import { loadSection } from './load.ts';
import { renderSection } from './section.ts';

/** What a load that was played in parts came to, as whoever merged them is told it. */
export interface MergedLoad {
  readonly target: string;
  readonly outcome: 'pass' | 'fail' | 'inconclusive';
  /** What failed first, of any part. */
  readonly firstFailure: string | undefined;
}

const words = {
  pass: 'The load holds',
  fail: 'The load does not hold',
  inconclusive: 'The load proves nothing',
} as const;

/** load.html: one page from load.json of merged parts, as the report is from a verdict. */
export function renderLoad(load: LoadReport, { target, outcome, firstFailure }: MergedLoad): string {
  const { overall, plan, limits } = load;
  const p95 = overall.percentiles === undefined ? 'unknown' : formatFigure(overall.percentiles.p95Ms, 'ms');
  const facts = [
    `${formatNumber(overall.n)} of ${formatNumber(plan.plannedRequests)} planned requests`,
    `p95 ${p95}, limit ${formatFigure(limits.p95Ms, 'ms')}`,
    `${formatNumber(overall.failed)} failed, ${formatNumber(overall.limited)} refused by 429`,
    ...(firstFailure === undefined ? [] : [`first failure: ${firstFailure}`]),
  ];
  return barePage(
    `Load: ${target}`,
    html`<header class="decision">
        <p class="subject">${target}: a load of several machines</p>
        <p class="meaning">${words[outcome]}</p>
        <ul class="facts">
          ${facts.map((fact) => html`<li>${fact}</li>`)}
        </ul>
      </header>
      <main>${renderSection(loadSection(load))}</main>
      <footer><p>Rendered from load.json of the merged parts. A load alone never ends in GO.</p></footer>`,
  );
}
