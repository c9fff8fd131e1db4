import type { VerdictCheck, VerdictLine } from '../schema/checks.ts';
import { attestedWords, type AttestedLine } from '../signoff/as-signed.ts';
import type { Verdict } from '../verdict.ts';
import { evidenceRows } from './evidence.ts';
import { html, type Html } from './html.ts';
import { mark } from './mark.ts';
import { foldable, type Section } from './section.ts';

const words = {
  pass: 'passed',
  attested: 'attested by people',
  fail: 'failed',
  inconclusive: 'open',
  unbound: 'unbound',
  waived: 'waived',
  warning: 'with a warning',
  person: 'await a person',
  'not-due': 'not due yet',
} as const satisfies Record<VerdictLine['outcome'] | 'attested', string>;

type Attested = ReadonlyMap<string, AttestedLine>;

const markedAs = ({ id, outcome }: VerdictLine, attested: Attested): keyof typeof words =>
  attested.has(id) ? 'attested' : outcome;

function tally(lines: readonly VerdictLine[], attested: Attested): Html {
  const count = (as: string): number => lines.filter((line) => markedAs(line, attested) === as).length;
  const shown = Object.entries(words).filter(([outcome]) => count(outcome) > 0);
  return html`<ul class="counts">
    ${shown.map(([outcome, word]) => html`<li><b>${count(outcome)}</b> ${word}</li>`)}
  </ul>`;
}

function who({ by, role }: VerdictLine): string | null {
  return by === 'person' ? (role ?? 'nobody named') : null;
}

/** Said without opening the line: what is the matter, who answers for it, or how much answers it. */
function aside({ outcome, reason, checks }: VerdictLine, by: AttestedLine | undefined): Html | undefined {
  if (by !== undefined) return html`<span class="aside">${attestedWords(by)}</span>`;
  if (outcome === 'person' || outcome === 'not-due') return undefined;
  if (outcome !== 'pass') return html`<span class="aside">${reason}</span>`;
  return html`<span class="answers">${checks.length} ${checks.length === 1 ? 'check' : 'checks'}</span>`;
}

/** Evidence of a line, what speaks against it first. */
function answers({ checks }: VerdictLine, byRef: ReadonlyMap<string, VerdictCheck>): readonly VerdictCheck[] {
  const found = checks.flatMap((ref) => byRef.get(ref) ?? []);
  return [
    ...found.filter(({ outcome }) => outcome !== 'pass'),
    ...found.filter(({ outcome }) => outcome === 'pass'),
  ];
}

/** Where the plots and the steps stand that these answers rest on. */
function measuredIn(checks: readonly VerdictCheck[], { load, drill }: Measured): Html | undefined {
  const of = (...suites: readonly string[]): boolean =>
    checks.some(({ suite, fidelity }) => suites.includes(suite) && fidelity !== null);
  const links = [
    ...(load && of('load') ? [html`<a href="#load">plots and figures of the load</a>`] : []),
    ...(drill && of('restore', 'drill')
      ? [html`<a href="#drill">steps and differences of the drill</a>`]
      : []),
  ];
  if (links.length === 0) return undefined;
  return html`<p class="quiet">See the ${links.map((link, at) => [at > 0 && ' and the ', link])}.</p>`;
}

type Measured = Pick<Verdict, 'load' | 'drill'>;

interface Answering {
  readonly byRef: ReadonlyMap<string, VerdictCheck>;
  readonly attested: Attested;
  readonly measured: Measured;
}

function line(item: VerdictLine, { byRef, attested, measured }: Answering): Html {
  const { outcome, text, reason, note, id } = item;
  const checks = answers(item, byRef);
  const person = who(item);
  const about = html`${mark(markedAs(item, attested))}
    <span class="text">${text}</span>${person !== null && html` <span class="role">${person}</span>`}
    ${aside(item, attested.get(id))}`;
  const waits = outcome === 'person' || outcome === 'not-due';
  const body = [
    waits && html`<p class="reason">${reason}</p>`,
    note !== null && html`<p class="quiet">${note}</p>`,
    checks.length === 0 &&
      item.asks.length > 0 &&
      html`<p class="quiet">Bound to ${item.asks.join(', ')}</p>`,
    // Evidence for a line that is not due would read as if it had been answered.
    outcome !== 'not-due' && checks.length > 0 && [measuredIn(checks, measured), evidenceRows(checks)],
    html`<p class="quiet"><code>${id}</code></p>`,
  ];
  return html`<li class="line ${outcome}">${foldable(about, body)}</li>`;
}

/** The plan's own lines, section by section, each with what answers it. */
export function plan(verdict: Verdict, attested: Attested): Section {
  const { checklist, checks } = verdict;
  const byRef = new Map(checks.map((check) => [check.ref, check]));
  const answering = { byRef, attested, measured: verdict };
  const sections = [...Map.groupBy(checklist, (item) => item.section)];
  const group = ([title, lines]: [string, VerdictLine[]]): Html =>
    html`<h3 class="group">${title}</h3>
      <ul class="lines">
        ${lines.map((item) => line(item, answering))}
      </ul>`;
  const body =
    checklist.length === 0
      ? html`<p class="none">The target has no go-live plan of its own.</p>`
      : [tally(checklist, attested), sections.map(group)];
  return { id: 'plan', title: 'The plan, line by line', count: checklist.length, body };
}

/** Every check, by the suite that asks it. */
export function allChecks({ checks }: Verdict): Section {
  const suites = [...Map.groupBy(checks, ({ suite }) => suite)];
  const group = ([suite, list]: [string, VerdictCheck[]]): Html => {
    const passed = list.filter(({ outcome }) => outcome === 'pass').length;
    const summary = html`<span class="text">${suite}</span>
      <span class="quiet">${passed} of ${list.length} passed</span>`;
    return html`<li class="line">${foldable(summary, evidenceRows(list))}</li>`;
  };
  const body = html`<ul class="lines">
    ${suites.map(group)}
  </ul>`;
  return { id: 'checks', title: 'All checks', count: checks.length, body };
}
