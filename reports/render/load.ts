import { formatFigure, formatNumber, formatShare } from '../figures.ts';
import type { LoadFigures, LoadReport } from '../schema/load-report.ts';
import { html, type Html } from './html.ts';
import { plainSvg } from './plain-svg.ts';
import { scrollable, type Section } from './section.ts';

const ms = (value: number | undefined): string =>
  value === undefined ? '–' : formatFigure(Number(value.toPrecision(4)), 'ms');

const bare = (value: number | undefined): string =>
  value === undefined ? '–' : formatNumber(Number(value.toPrecision(4)));

function row(name: string, figures: LoadFigures, limitMs: number, judged: boolean): Html {
  const { n, percentiles, p95Bounds, errorRate } = figures;
  const over = percentiles !== undefined && percentiles.p95Ms >= limitMs;
  const standing = over ? 'over' : 'under';
  return html`<tr>
    <th scope="row"><code>${name}</code></th>
    <td>${formatNumber(n)}</td>
    <td>${bare(percentiles?.p50Ms)}</td>
    <td>${over ? html`<strong>${bare(percentiles.p95Ms)}</strong>` : bare(percentiles?.p95Ms)}</td>
    <td>${p95Bounds ? `${bare(p95Bounds.lower)} to ${bare(p95Bounds.upper)}` : '–'}</td>
    <td>${bare(percentiles?.p99Ms)}</td>
    <td>${formatShare(errorRate.value)}</td>
    <td>${judged ? standing : 'n too small'}</td>
  </tr>`;
}

function table({ overall, endpoints, limits, fullLoad, closed }: LoadReport): Html {
  const heads = ['n', 'p50, ms', 'p95, ms', '95 % bounds', 'p99, ms', 'errors', `limit ${ms(limits.p95Ms)}`];
  const slowest = endpoints.toSorted((a, b) => (b.percentiles?.p95Ms ?? 0) - (a.percentiles?.p95Ms ?? 0));
  return html`<table>
    <thead>
      <tr>
        <th scope="col">endpoint</th>
        ${heads.map((head) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${row(closed ? 'all requests, by arrival rate' : 'all requests', overall, limits.p95Ms, true)}
      ${fullLoad && row('at full load', fullLoad, limits.p95Ms, true)}
      ${closed && row('users who wait and think', closed.overall, limits.p95Ms, true)}
      ${slowest.map((each) => row(each.subject, each, limits.p95Ms, each.judged))}
    </tbody>
  </table>`;
}

function facts(load: LoadReport): readonly string[] {
  const { plan, rate, generator, worstWindow, calibration, overall, limits, throughput, closed } = load;
  const { value, lower, upper } = overall.errorRate;
  const worst =
    worstWindow &&
    `worst 10 s (${worstWindow.fromS} to ${worstWindow.toS} s): p95 ${ms(worstWindow.p95Ms)}, n ${formatNumber(worstWindow.n)}`;
  const raw =
    throughput &&
    `raw throughput (autocannon, closed loop, judges nothing): ${formatNumber(Math.round(throughput.requestsPerSecond))} requests/s of ${throughput.path}, ${formatNumber(throughput.non2xx)} of ${formatNumber(throughput.requests)} not 2xx`;
  return [
    load.engine === 'autocannon'
      ? `played by autocannon: ${formatNumber(plan.users)} connections, each sending as fast as it is answered`
      : `played by ${load.engine ?? 'builtin'}: ${formatNumber(plan.users)} users, ${formatNumber(plan.ratePerSecond)} requests/s planned, ${formatShare(rate.share)} of it reached`,
    `${formatNumber(plan.plannedRequests)} requests${plan.extended ? ', extended once' : ''}; ${formatShare(plan.writeShare)} writes, ${formatShare(plan.uploadShare)} uploads`,
    ...(closed
      ? [
          `the closed model beside it: ${formatNumber(closed.users)} users who think for ${formatNumber(Number(closed.thinkTimeS.toPrecision(3)))} s, p95 ${ms(closed.overall.percentiles?.p95Ms)}, ${formatNumber(closed.overall.n)} of ${formatNumber(closed.planned)} requests, ${formatNumber(closed.overall.failed)} failed; the worse of both models counts`,
        ]
      : []),
    `errors ${formatShare(value)} (bounds ${formatShare(lower)} to ${formatShare(upper)}, limit ${formatShare(limits.errorRate)}, n ${formatNumber(overall.n)})`,
    ...(worst ? [worst] : []),
    load.engine === 'k6'
      ? `generator: late by ${ms(generator.latenessP99Ms)} (p99), ${formatShare(generator.cpuShare)} of all cores`
      : `generator: late by ${ms(generator.latenessP99Ms)} (p99), lag ${ms(generator.lagP99Ms)} (p99), ${formatShare(generator.cpuShare)} of one core`,
    ...(calibration
      ? [
          `calibration: p95 ${ms(calibration.measured.p95Ms)} measured where ${ms(calibration.truth.p95Ms)} is true, n ${formatNumber(calibration.n)}${refusedBy(load)}`,
        ]
      : []),
    ...(load.earlier === undefined ? [] : [`played twice, the first one proved nothing: ${load.earlier}`]),
    ...(raw ? [raw] : []),
  ];
}

function refusedBy({ calibration, invalid }: LoadReport): string {
  if (calibration?.refusal === undefined) return '';
  if (calibration.addsMs === undefined || invalid.some(({ code }) => code === 'calibration')) {
    return `; refused: ${calibration.refusal}`;
  }
  return `; this box adds up to ${ms(calibration.addsMs)}: figures are worse than the system, and what passes is proved`;
}

function plot({ title, svg }: LoadReport['plots'][number]): Html {
  const picture = plainSvg(svg);
  if (!picture) return html`<p class="quiet">${title}: left out, it is not a plain picture.</p>`;
  return scrollable(title, html`<figure>${picture}</figure>`);
}

export function loadSection(load: LoadReport): Section {
  const invalid = load.invalid.map(({ reason }) => html`<li>${reason}</li>`);
  const body = [
    invalid.length > 0 &&
      html`<p class="caveat"><strong>These figures prove nothing:</strong></p>
        <ul>
          ${invalid}
        </ul>`,
    html`<ul class="plain">
      ${facts(load).map((fact) => html`<li>${fact}</li>`)}
    </ul>`,
    load.plots.map(plot),
    scrollable('Latency by endpoint', table(load)),
  ];
  return { id: 'load', title: 'Load', count: null, body };
}
