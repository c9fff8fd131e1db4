import { formatFigure, formatInstant, formatNumber, formatShare } from '../figures.ts';
import type { CapacityCurve, CapacityReport } from '../schema/capacity-report.ts';
import { barePage } from './bare-page.ts';
import { html, type Html } from './html.ts';
import { plainSvg } from './plain-svg.ts';
import { renderSection, scrollable } from './section.ts';

const ms = (value: number | null): string =>
  value === null ? '–' : formatNumber(Number(value.toPrecision(3)));
const cores = (value: number): string => formatNumber(Number(value.toFixed(2)));

type Step = CapacityCurve['steps'][number];

function stepRow(step: Step): Html {
  const { users, ratePerSecond, n, p50Ms, p95Ms, errorRate, usage, fails, invalid } = step;
  const busy = usage?.parts.reduce((sum, { cpus }) => sum + cpus, 0);
  const standing = invalid === null ? (fails.length === 0 ? 'held' : 'failed') : 'says nothing';
  return html`<tr>
    <th scope="row">${formatNumber(users)}</th>
    <td>${standing === 'held' ? standing : html`<strong>${standing}</strong>`}</td>
    <td>${formatNumber(Math.round(ratePerSecond))}</td>
    <td>${formatNumber(n)}</td>
    <td>${ms(p50Ms)}</td>
    <td>${ms(p95Ms)}</td>
    <td>${formatShare(errorRate)}</td>
    <td>${busy === undefined ? '–' : cores(busy)}</td>
  </tr>`;
}

/** Why a step did not hold, or not at once; undefined where there is nothing to tell. */
function remark({ users, fails, invalid, usedUp, stalled }: Step): Html | undefined {
  const failed = [...fails.slice(0, 3), ...(usedUp === null ? [] : [`used up: ${usedUp}`])].join('; ');
  const what = invalid ?? (fails.length === 0 ? undefined : failed);
  const before = stalled === null ? undefined : `a first attempt did not count: ${stalled}`;
  const told = [what, before].filter((text) => text !== undefined);
  return told.length === 0 ? undefined : html`<li>${formatNumber(users)} users: ${told.join('; ')}</li>`;
}

function curveSection(curve: CapacityCurve, at: number): Html {
  const heads = ['users', 'outcome', 'requests/s', 'n', 'p50, ms', 'p95, ms', 'errors', 'busy processors'];
  const table = html`<table>
    <thead>
      <tr>
        ${heads.map((head) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${curve.steps.map(stepRow)}
    </tbody>
  </table>`;
  const body = [
    html`<p>${curve.sentence}</p>`,
    scrollable(`Steps on ${curve.title}, in the order of the search`, table),
    html`<ul class="plain">
      ${curve.steps.map(remark)}
    </ul>`,
  ];
  return renderSection({ id: `curve-${at + 1}`, title: curve.title, count: null, body });
}

/** What is read first: how many users, on what, and what gives way. */
function header({
  title,
  curves,
  limits,
  run,
  release,
  startedAt,
  engine,
  stack,
  machine,
}: CapacityReport): Html {
  const facts = [
    release ? `release ${release.version}` : 'release unknown',
    `${stack} stack, played by ${engine}`,
    `limits: p95 ${formatFigure(limits.p95Ms, 'ms')}, errors ${formatShare(limits.errorRate)}`,
    `${machine.processor}, ${machine.cpus} CPU, ${formatNumber(Math.round(machine.memoryMb / 1024))} GB, Linux ${machine.kernel}`,
    formatInstant(startedAt),
    `run ${run}`,
  ];
  return html`<header class="decision">
    <p class="subject">${title}: how many users it holds</p>
    ${curves.map(({ sentence }) => html`<p class="meaning">${sentence}</p>`)}
    <ul class="facts">
      ${facts.map((fact) => html`<li>${fact}</li>`)}
    </ul>
  </header>`;
}

/** capacity.html: one page from capacity.json alone, as the report is from a verdict. */
export function renderCapacity(report: CapacityReport): string {
  const { plots, curves, notes, golive, version, title } = report;
  const pictures = plots.map(({ title: name, svg }) => {
    const picture = plainSvg(svg);
    if (!picture) return html`<p class="quiet">${name}: left out, it is not a plain picture.</p>`;
    return scrollable(name, html`<figure>${picture}</figure>`);
  });
  return barePage(
    `Capacity: ${title}`,
    html`${header(report)}
      <main>
        ${pictures}
        <ul class="plain">
          ${notes.map((note) => html`<li>${note}</li>`)}
        </ul>
        ${curves.map(curveSection)}
      </main>
      <footer>
        <p>Golive ${golive}, rendered from capacity.json (version ${version}) of this run.</p>
      </footer>`,
  );
}
