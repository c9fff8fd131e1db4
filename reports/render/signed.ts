import { formatInstant } from '../figures.ts';
import type { SignoffReport } from '../schema/signoff-report.ts';
import { attestedWords } from '../signoff/as-signed.ts';
import { html, type Html } from './html.ts';
import { mark } from './mark.ts';
import { scrollable, type Section } from './section.ts';

type Role = SignoffReport['roles'][number];

const decided = {
  approve: html`<span class="mark pass"><span aria-hidden="true">✓</span> approves</span>`,
  reject: html`<span class="mark fail"><span aria-hidden="true">✕</span> rejects</span>`,
} as const;

function standing({ authorised, why, asOf, lapsesAt }: SignoffReport): Html {
  const title = authorised ? 'The launch is authorised' : 'The launch is not authorised';
  return html`<p><strong>${title}</strong>, as of ${formatInstant(asOf)}.</p>
    <ul class="plain">
      ${why.map((reason) => html`<li>${reason}</li>`)}
    </ul>
    ${
      authorised &&
      lapsesAt !== null &&
      html`<p>
        It lapses on ${formatInstant(lapsesAt.at)} (${lapsesAt.by}), and at once for another release or
        another target.
      </p>`
    }`;
}

function answers({ answers: list }: Role['boxes'][number]): Html {
  if (list.length === 0) return html`<span class="quiet">the person alone answers it</span>`;
  const one = ({ check, outcome }: (typeof list)[number]): Html =>
    html`<li>
      ${outcome === 'not-asked' ? html`<span class="quiet">not asked in this run</span>` : mark(outcome)}
      <code>${check}</code>
    </li>`;
  return html`<ul class="plain">
    ${list.map(one)}
  </ul>`;
}

function role({ title, isRequired, boxes, awaits, decision, name, at }: Role): Html {
  const who = name === null || at === null ? 'not signed yet' : `${name}, ${formatInstant(at)}`;
  return html`<h3 class="group">
      ${title}${!isRequired && html` <span class="quiet">(need not approve)</span>`}
    </h3>
    <p>${decision !== null && decided[decision]} ${who}</p>
    ${awaits.length > 0 && html`<p class="quiet">Awaits its attestation: ${awaits.join(', ')}</p>`}
    ${
      boxes.length > 0 &&
      scrollable(
        `What answers the boxes of ${title}`,
        html`<table class="words">
          <thead>
            <tr>
              <th scope="col">box</th>
              <th scope="col">what already answers it</th>
            </tr>
          </thead>
          <tbody>
            ${boxes.map(
              (box) =>
                html`<tr>
                  <th scope="row">${box.text}</th>
                  <td>${answers(box)}</td>
                </tr>`,
            )}
          </tbody>
        </table>`,
      )
    }`;
}

function listed(title: string, rows: readonly Html[]): Html | false {
  return (
    rows.length > 0 &&
    html`<h3 class="group">${title}</h3>
      <ul class="plain">
        ${rows}
      </ul>`
  );
}

/** Who signed, which lines people answer for, what was waived and for how long, and the drill that it rests on. */
export function signedSection(signoff: SignoffReport): Section {
  const { roles, signatures, attested, waivers, drill } = signoff;
  const body = [
    standing(signoff),
    roles.map(role),
    listed(
      'Signatures, in their order',
      signatures.map(
        ({ name, role: of, at, decision, reason }) =>
          html`<li>
            ${decision === null ? 'attests' : decided[decision]} ${name} (${of}),
            ${formatInstant(at)}${reason !== null && `: ${reason}`}
          </li>`,
      ),
    ),
    listed(
      'Lines that people answer for',
      attested.map(
        (one) => html`<li>${one.text} <code class="quiet">${one.line}</code>: ${attestedWords(one)}</li>`,
      ),
    ),
    listed(
      'Waivers',
      waivers.map(
        ({ of, name, reason, expiresAt, expired }) =>
          html`<li>
            ${mark('waived')} <code>${of}</code> by ${name} until
            ${formatInstant(expiresAt)}${expired && html`, <strong>expired</strong>`}: ${reason}
          </li>`,
      ),
    ),
    drill
      ? html`<p>Rests on the restore drill of ${formatInstant(drill.at)}, run <code>${drill.run}</code>.</p>`
      : html`<p>No restore drill of this release has passed.</p>`,
  ];
  return {
    id: 'signed',
    title: signatures.length > 0 ? 'Who signed' : 'Who signs',
    count: signatures.length,
    body,
  };
}
