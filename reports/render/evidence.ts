import type { EvidenceAttachment } from '../../evidence/row.ts';
import { checkName, formatBasis, formatExpected, formatObserved } from '../figures.ts';
import type { VerdictCheck } from '../schema/checks.ts';
import { html, type Html } from './html.ts';
import { mark } from './mark.ts';

/** A path below the run's folder as a relative address; undefined for one that would lead out of it. */
export function relativeAddress(path: string): string | undefined {
  const segments = path.split('/');
  const leaves = segments.some((segment) => segment === '' || segment === '.' || segment === '..');
  if (leaves || !path.isWellFormed()) return undefined;
  return `./${segments.map(encodeURIComponent).join('/')}`;
}

function attachment({ name, contentType, path }: EvidenceAttachment): Html {
  const address = relativeAddress(path);
  if (address === undefined) return html`<li>${name}: left out, its path leads out of the run’s folder</li>`;
  if (!contentType.startsWith('image/')) return html`<li><a href="${address}">${name}</a></li>`;
  return html`<li>
    <a href="${address}"><img src="${address}" alt="" loading="lazy" /><span>${name}</span></a>
  </li>`;
}

export function attachments(list: readonly EvidenceAttachment[]): Html | undefined {
  return list.length === 0
    ? undefined
    : html`<ul class="attachments">
        ${list.map(attachment)}
      </ul>`;
}

const basis = (check: VerdictCheck): Html =>
  html`<span class="basis">${formatBasis(check).map((text) => html`<span>${text}</span>`)}</span>`;

function waiverOf({ waiver }: VerdictCheck): Html | undefined {
  if (waiver === null) return undefined;
  return html`<p class="reason">
    Waived by ${waiver.name} until ${waiver.expiresAt.slice(0, 10)}: ${waiver.reason}
  </p>`;
}

function comparison(check: VerdictCheck): Html | undefined {
  if (check.fidelity === null) return undefined;
  return html`<dl class="comparison">
    <div>
      <dt>expected</dt>
      <dd>${formatExpected(check)}</dd>
    </div>
    <div>
      <dt>seen</dt>
      <dd>${formatObserved(check.actual, check.unit)}</dd>
    </div>
  </dl>`;
}

/** One check in full: its question, why it stands so, expected beside seen, and what it rests on. */
export function evidence(check: VerdictCheck, lines: readonly string[] = []): Html {
  const asked = lines.length > 0 && html`<p class="asked">Asked by the plan: ${lines.join(', ')}</p>`;
  return html`<article class="evidence">
    <h3>${mark(check.outcome)} <code>${checkName(check)}</code></h3>
    <p class="question">
      ${check.question}${check.stray ? ' Nothing required this check; it failed all the same.' : ''}
    </p>
    <p class="reason">${check.reason}</p>
    ${comparison(check)} ${basis(check)} ${waiverOf(check)} ${asked} ${attachments(check.attachments)}
  </article>`;
}

/** One check in short, for lists. */
export function evidenceRow(check: VerdictCheck): Html {
  const said = check.outcome !== 'pass' && check.reason !== '' && html`<p class="reason">${check.reason}</p>`;
  return html`<li class="row">
    <p>${mark(check.outcome)} <code>${checkName(check)}</code></p>
    ${said} ${comparison(check)} ${basis(check)} ${waiverOf(check)} ${attachments(check.attachments)}
  </li>`;
}

export function evidenceRows(checks: readonly VerdictCheck[]): Html {
  return html`<ul class="rows">
    ${checks.map(evidenceRow)}
  </ul>`;
}
