import { formatDuration, formatInstant } from '../figures.ts';
import { proofSentences } from '../proof-sentences.ts';
import type { Proof } from '../schema/proof.ts';
import type { ProvedFault } from '../schema/run.ts';
import type { Verdict } from '../verdict.ts';
import { html, type Html } from './html.ts';
import { scrollable, type Section } from './section.ts';
import { timeline } from './timeline.ts';

function parts(environment: Verdict['environment']): Html {
  const isLimited = environment.some(({ limits }) => limits !== undefined);
  const row = ({ role, name, kind, version, emulated, limits }: Verdict['environment'][number]): Html =>
    html`<tr>
      <th scope="row">${role}</th>
      <td>${name}</td>
      <td>${kind}</td>
      <td>${version}</td>
      <td>${emulated ? html`<strong>emulated</strong>` : 'real'}</td>
      ${isLimited && html`<td>${limits ? `${limits.cpus} CPU, ${limits.memoryMb} MB` : 'none'}</td>`}
    </tr>`;
  return scrollable(
    'Parts of the stack',
    html`<table class="words">
      <thead>
        <tr>
          <th scope="col">part</th>
          <th scope="col">name</th>
          <th scope="col">kind</th>
          <th scope="col">version</th>
          <th scope="col">how real</th>
          ${isLimited && html`<th scope="col">at most</th>`}
        </tr>
      </thead>
      <tbody>
        ${environment.map(row)}
      </tbody>
    </table>`,
  );
}

function stages({ durations }: Verdict['run']): Html {
  let startMs = 0;
  const bars = durations.map(({ name, durationMs, budgetMs, outcome }) => {
    const over = durationMs > budgetMs ? ', over its budget' : '';
    const bar = { name, startMs, durationMs, note: `${outcome}; budget ${formatDuration(budgetMs)}${over}` };
    startMs += durationMs;
    return bar;
  });
  return timeline(bars);
}

export function environmentSection({ environment, run }: Verdict): Section {
  const versions = Object.entries(run.versions).map(([name, version]) => html`<li>${name} ${version}</li>`);
  // Of what somebody else has built nobody here knows one.
  const digest =
    run.release?.digest !== 'unknown' &&
    run.release &&
    html`<p>
      Release digest <code class="digest">${run.release.digest}</code>${
        run.release.restsOn && `, ${run.release.restsOn}`
      }
    </p>`;
  const body = [
    environment.length > 0 && parts(environment),
    html`<ul class="facts">
      ${versions}
    </ul>`,
    digest,
    html`<h3 class="group">Stages</h3>`,
    stages(run),
  ];
  return { id: 'environment', title: 'Environment', count: null, body };
}

const verbs = { 'NO-GO': 'caught by', INCONCLUSIVE: 'left open, as it must be:' } as const;
const isCaught = ({ turnedRed }: ProvedFault): boolean => turnedRed.length > 0;

function fault(proved: ProvedFault): Html {
  const { id, at, what, turnsRed, turnedRed, verdict, provedAt } = proved;
  return html`<tr>
    <th scope="row"><code>${id}</code></th>
    <td>${what}</td>
    <td>${at}</td>
    <td>${turnsRed.join(', ')}</td>
    <td>
      ${isCaught(proved) ? html`✓ ${verbs[verdict]} ${turnedRed.join(', ')}` : html`<strong>✕ not caught</strong>`}
    </td>
    <td>${formatInstant(provedAt)}</td>
  </tr>`;
}

/** The last proof that this gate can fail. */
export function faultsSection(faults: readonly ProvedFault[], proof?: Proof): Section {
  const heads = ['fault', 'what was planted', 'at', 'should turn red', 'what happened', 'proved at'];
  const table = html`<table class="words">
    <thead>
      <tr>
        ${heads.map((head) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${faults.map(fault)}
    </tbody>
  </table>`;
  const caught = faults.filter(isCaught);
  const body = [
    html`<p>
      Faults planted on purpose, to see that the gate turns red: ${caught.length} of ${faults.length} caught.
    </p>`,
    proof !== undefined &&
      html`<ul class="facts">
        ${proofSentences(proof).map((sentence) => html`<li>${sentence}</li>`)}
      </ul>`,
    scrollable('Planted faults', table),
  ];
  return { id: 'faults', title: 'Faults that this gate was tried with', count: faults.length, body };
}
