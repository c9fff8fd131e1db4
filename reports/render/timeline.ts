import { formatDuration } from '../figures.ts';
import { html, type Html } from './html.ts';

export interface Bar {
  readonly name: string;
  readonly startMs: number;
  readonly durationMs: number;
  readonly note: string;
}

/** Steps on one time axis: when each began, and how long it took. */
export function timeline(bars: readonly Bar[]): Html {
  const endMs = bars.reduce((end, bar) => Math.max(end, bar.startMs + bar.durationMs), 1);
  const place = (ms: number): number => Number(((ms / endMs) * 1000).toFixed(1));
  const row = ({ name, startMs, durationMs, note }: Bar): Html =>
    html`<li>
      <span class="step">${name}</span>
      <span class="took">${formatDuration(durationMs)}</span>
      <svg viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true">
        <rect class="track" x="0" y="3" width="1000" height="2" />
        <rect class="bar" x="${place(startMs)}" y="0" width="${Math.max(3, place(durationMs))}" height="8" />
      </svg>
      ${note !== '' && html`<span class="quiet">${note}</span>`}
    </li>`;
  return html`<ol class="timeline">
    ${bars.map(row)}
  </ol>`;
}
