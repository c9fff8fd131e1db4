import { phoneSteps, type PhoneResult, type PhoneStepResult } from '../phones/phone-result.ts';
import type { PhoneFile, PhonesReport, QrSymbol } from '../phones/read-phones.ts';
import { html, type Html } from './html.ts';
import { mark } from './mark.ts';
import type { Section } from './section.ts';

/** Modules of a code, dark on light in either colour scheme: cameras read no other. */
function code({ size, modules }: QrSymbol, label: string): Html {
  const quiet = 4;
  const side = size + 2 * quiet;
  const dark = [...modules].flatMap((module, at) =>
    module === '1' ? [`M${quiet + (at % size)} ${quiet + Math.floor(at / size)}h1v1h-1z`] : [],
  );
  return html`<svg
    width="${5 * side}"
    height="${5 * side}"
    viewBox="0 0 ${side} ${side}"
    role="img"
    aria-label="${label}"
    shape-rendering="crispEdges"
  >
    <rect width="${side}" height="${side}" fill="#fff" />
    <path d="${dark.join('')}" fill="#000" />
  </svg>`;
}

function invitation({ invitation: open }: PhonesReport): Html | null {
  if (open === undefined) return null;
  const until = open.expiresAt.slice(11, 16);
  return html`<p>
      Scan this code with a phone, until ${until} UTC. It opens a page of Golive’s own, once, that tries what
      the phone can do.
    </p>
    <p>${code(open.codes.page, 'Code that opens the page on a phone')}</p>
    <p>
      The page’s camera then reads this second code from the screen. The page is not told what is in it: who
      has it has seen it.
    </p>
    <p>${code(open.codes.challenge, 'Code for the page’s camera')}</p>`;
}

/** What was seen, beside what was wanted where that is another; digests and codes by their beginning. */
function seen({ outcome, actual, expected, reason }: PhoneStepResult): string {
  const short = (value: unknown): string => String(value).replace(/^(.{28}).{8,}$/u, '$1…');
  const compared = outcome === 'inconclusive' ? '' : `${short(actual)}, wanted ${short(expected)}`;
  return [compared, reason].filter((part) => part !== '').join('; ');
}

function steps({ steps: tried }: PhoneResult): readonly Html[] {
  return tried.map(
    (step) =>
      html`<li>${mark(step.outcome)} ${phoneSteps[step.id]} <span class="quiet">${seen(step)}</span></li>`,
  );
}

function phone(item: PhoneFile): Html {
  if ('refused' in item) {
    return html`<h3 class="group"><code>${item.file}</code></h3>
      <p class="reason">${mark('fail')} Not counted: ${item.refused}.</p>`;
  }
  const { device, system, person, fidelity, emulatedBecause, userAgent, finishedAt } = item.result;
  const emulated = emulatedBecause.length > 0;
  return html`<h3 class="group">${device}, ${system} <code>${fidelity}</code></h3>
    ${emulated && html`<p class="reason">An emulated phone, no real one: ${emulatedBecause.join('; ')}.</p>`}
    <ul>
      ${steps(item.result)}
    </ul>
    <p class="quiet">
      ${person === null ? null : `${person}, `}${finishedAt}, ${userAgent}. Signed by the key
      <code>${item.keyId.slice(0, 16)}</code>, <code>${item.file}</code>
    </p>`;
}

/** What people's own phones showed on Golive's page, and the codes that open it; undefined where there is neither. */
export function phonesSection(report: PhonesReport): Section | undefined {
  const { results } = report;
  if (results.length === 0 && report.invitation === undefined) return undefined;
  const note = html`<p class="quiet">
    Asked on a page of Golive’s own: they say what the phone can do, not that the system does it. A line that
    needs a real phone is attested by a person, with device and version.
  </p>`;
  const body = [invitation(report), results.map(phone), results.length > 0 && note];
  return { id: 'phones', title: 'People’s own phones', count: results.length, body };
}
