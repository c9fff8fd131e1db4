import { formatBytes, formatDuration } from '../figures.ts';
import type { DrillReport } from '../schema/drill-report.ts';
import { html, type Html } from './html.ts';
import { scrollable, type Section } from './section.ts';
import { timeline } from './timeline.ts';

const duration = (ms: number | null): string => (ms === null ? 'not reached' : formatDuration(ms));

function headline({ recoveryPointMs, recoveryTimeMs, recoveryTimeLimit, artifactBytes }: DrillReport): Html {
  const limit = recoveryTimeLimit
    ? `limit ${formatDuration(recoveryTimeLimit.value)}, ${recoveryTimeLimit.source}`
    : 'no limit is stated';
  return html`<dl class="figures">
    <div>
      <dt>RPO</dt>
      <dd>${duration(recoveryPointMs)}</dd>
      <dd class="quiet">from the last write that came back to the disaster</dd>
    </div>
    <div>
      <dt>RTO</dt>
      <dd>${duration(recoveryTimeMs)}</dd>
      <dd class="quiet">${limit}</dd>
    </div>
    <div>
      <dt>Backup</dt>
      <dd>${artifactBytes === null ? 'none' : formatBytes(artifactBytes)}</dd>
      <dd class="quiet">all that the restore had, beside the secrets</dd>
    </div>
  </dl>`;
}

function differences(list: DrillReport['differences']): Html {
  if (list.length === 0)
    return html`<p class="none">What came back is what was there: no difference was found.</p>`;
  const row = (item: DrillReport['differences'][number]): Html =>
    html`<tr>
      <th scope="row"><code>${item.subject}</code></th>
      <td>${item.kind}</td>
      <td>${item.expected}</td>
      <td>${item.actual}</td>
      <td>${item.reason ?? html`<strong>unexplained</strong>`}</td>
    </tr>`;
  const heads = ['what', 'kind', 'expected', 'came back', 'why it may differ'];
  return scrollable(
    'Differences after the restore',
    html`<table class="words">
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${list.map(row)}
      </tbody>
    </table>`,
  );
}

export function drillSection(drill: DrillReport): Section {
  const bars = drill.steps.map(({ name, startMs, durationMs, outcome, detail }) => ({
    name,
    startMs,
    durationMs,
    note: [outcome === 'done' ? '' : outcome, detail ?? ''].filter((text) => text !== '').join(': '),
  }));
  const body = [
    headline(drill),
    timeline(bars),
    html`<h3 class="group">Differences</h3>`,
    differences(drill.differences),
  ];
  return { id: 'drill', title: 'Restore drill', count: null, body };
}
