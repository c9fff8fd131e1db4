import type { VerdictLine } from '../schema/checks.ts';
import type { Verdict } from '../verdict.ts';
import { html, type Html, type HtmlValue } from './html.ts';
import { foldable, type Section } from './section.ts';

function lines(list: readonly VerdictLine[]): Html {
  const row = ({ text, id, awaits }: VerdictLine): Html =>
    html`<li>
      ${text}${awaits && html` <span class="quiet">(asks for ${awaits.fidelity}, was seen at ${awaits.reached})</span>`}
      <code class="quiet">${id}</code>
    </li>`;
  return html`<ul class="plain">
    ${list.map(row)}
  </ul>`;
}

const many = (count: number): string => `${count} ${count === 1 ? 'line' : 'lines'}`;

function group(title: string, list: readonly VerdictLine[]): Html {
  return foldable(
    html`<span class="text">${title}</span> <span class="quiet">${many(list.length)}</span>`,
    lines(list),
  );
}

const phaseWords = {
  release: 'before the release',
  launch: 'at launch, on the deployed system',
  after: 'after launch',
} as const satisfies Record<VerdictLine['phase'], string>;

function byRole(list: readonly VerdictLine[]): HtmlValue {
  const roles = [...Map.groupBy(list, ({ role }) => role ?? 'nobody named')];
  return roles.map(([role, own]) => group(`Awaits ${role}`, own));
}

/** Lines that no run can answer: those of named people, and those whose time has not come. */
export function peopleSection({ checklist }: Verdict): Section {
  const persons = checklist.filter(({ outcome }) => outcome === 'person');
  const attested = checklist.filter(({ awaits, outcome }) => awaits !== null && outcome !== 'not-due');
  const later = checklist.filter(({ outcome }) => outcome === 'not-due');
  const phases = [...Map.groupBy(later, ({ phase }) => phase)];
  const waiting = persons.length + attested.length;
  const body = [
    waiting + later.length === 0 &&
      html`<p class="none">No line of the plan awaits a person or a later day.</p>`,
    byRole(persons),
    attested.length > 0 && group('Awaits a named person’s attestation, with device and version', attested),
    phases.map(([phase, own]) => group(`Not due yet: ${phaseWords[phase]}`, own)),
  ];
  return { id: 'people', title: 'What awaits a person, or a later day', count: waiting + later.length, body };
}
