import type { Row } from '../look/row.ts';
import { escaped } from './escaped.ts';
import { flakyPlot, p95Plot, uptimePlot } from './plots.ts';
import { figureLines, type PlaceHistory } from './tell.ts';

const style = `
:root { color-scheme: light dark; --ink: light-dark(#1c1f23, #e6e8eb); --paper: light-dark(#fff, #16181b);
  --quiet: light-dark(#5b626a, #a2a9b1); --good: light-dark(#1d7a3e, #58c27d); --bad: light-dark(#b3261e, #ff8a80);
  --doubt: light-dark(#8a5a00, #e3b341); }
body { margin: 0 auto; max-width: 46rem; padding: 1rem; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
svg { width: 100%; height: auto; } svg text { font: 11px system-ui, sans-serif; fill: var(--quiet); }
.up, .pass { fill: var(--good); } .down { fill: var(--bad); } .unsure { fill: var(--doubt); }
path { fill: none; stroke: var(--ink); stroke-width: 1.2; } circle { fill: var(--ink); }
.ruled { stroke: var(--doubt); stroke-dasharray: 4 3; }
table { border-collapse: collapse; width: 100%; } td, th { text-align: left; vertical-align: top;
  padding: .25rem .5rem .25rem 0; border-top: 1px solid var(--quiet); }
td.fail { color: var(--bad); } td.inconclusive { color: var(--doubt); } td.pass { color: var(--good); }
`;

/** One file that needs nothing beside it: no script, no address, no font. */
export function historyPage(places: readonly PlaceHistory[], at: Date): string {
  const body = places.map(placePart).join('\n') || '<p>No look was kept.</p>';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Golive: what the looks have seen</title><style>${style}</style></head>
<body><main><h1>What the looks have seen</h1><p>Made ${at.toISOString().slice(0, 16).replace('T', ' ')} UTC.</p>
${body}
</main></body></html>
`;
}

function placePart({ title, place, looks, figures, rows, lines }: PlaceHistory): string {
  const told = figureLines(figures).map((line) => `<li>${escaped(line)}</li>`);
  const plots = looks.length === 0 ? '' : uptimePlot(looks) + p95Plot(looks, lines) + flakyPlot(looks);
  const [first, last] = [looks.at(0), looks.at(-1)];
  const time = (iso: string): string => iso.slice(0, 16).replace('T', ' ');
  const span = first && last ? `<p>${time(first.startedAt)} to ${time(last.startedAt)} UTC</p>` : '';
  return `<section><h2>${escaped(title)}</h2><p>${escaped(place)}</p>
<ul>${told.join('')}</ul>${plots}${span}${rowsPart(rows)}${troublePart(looks)}</section>`;
}

function rowsPart(rows: readonly Row[]): string {
  if (rows.length === 0) return '';
  const lines = rows.map(({ check, outcome = '', actual, limit, n, reason }) => {
    const seen = reason || `${String(actual)}, limit ${String(limit)}, n ${String(n)}`;
    return `<tr><td>${check}</td><td class="${outcome}">${outcome}</td><td>${escaped(seen)}</td></tr>`;
  });
  return `<h3>Beside the acceptance run</h3><table><tbody>${lines.join('')}</tbody></table>`;
}

/** The newest are the news; older ones are in the file. */
const mostTroubled = 20;

function troublePart(looks: PlaceHistory['looks']): string {
  const troubled = looks
    .filter(({ state }) => state !== 'ok')
    .toReversed()
    .slice(0, mostTroubled);
  if (troubled.length === 0) return '';
  const lines = troubled.map(({ startedAt, sentence, run }) => {
    const time = startedAt.slice(0, 16).replace('T', ' ');
    return `<tr><td>${time}</td><td>${escaped(sentence)}</td><td>${escaped(run)}</td></tr>`;
  });
  return `<h3>Looks that were not good</h3><table><tbody>${lines.join('')}</tbody></table>`;
}
