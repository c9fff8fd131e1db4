import { linesByRef, type ReportStanding } from '../standing.ts';
import type { VerdictCheck, VerdictLine } from '../schema/checks.ts';
import type { Verdict } from '../verdict.ts';
import { evidence, evidenceRow } from './evidence.ts';
import { html, type Html } from './html.ts';
import { mark } from './mark.ts';
import { foldable, type Section } from './section.ts';
import { checkName } from '../figures.ts';

function lineRow({ outcome, text, id, reason }: VerdictLine): Html {
  return html`<li class="row">
    <p>${mark(outcome)} ${text} <code class="quiet">${id}</code></p>
    <p class="reason">${reason}</p>
  </li>`;
}

function lineRows(title: string, lines: readonly VerdictLine[]): Html | undefined {
  if (lines.length === 0) return undefined;
  return html`<h3 class="group">${title}</h3>
    <ul class="rows">
      ${lines.map(lineRow)}
    </ul>`;
}

/** One check often fails for many subjects alike: the first is read in full, the others are opened on demand. */
function byCheck(failed: readonly VerdictCheck[], asked: ReturnType<typeof linesByRef>): readonly Html[] {
  return [...Map.groupBy(failed, ({ id }) => id).values()].flatMap((list) => {
    const [first, ...others] = list;
    if (!first) return [];
    const whole = evidence(first, asked.get(first.ref));
    if (others.length === 0) return [whole];
    const title = html`<span class="text">${others.length} more of <code>${first.id}</code></span>`;
    return [whole, foldable(title, html`${others.map((check) => evidence(check, asked.get(check.ref)))}`)];
  });
}

export function blocking(verdict: Verdict, { failed, failedLines }: ReportStanding): Section {
  const asked = linesByRef(verdict);
  const count = failed.length + failedLines.length;
  const body = [
    byCheck(failed, asked),
    lineRows('Lines of the plan that ask for what the target lacks', failedLines),
    count === 0 && html`<p class="none">Nothing failed.</p>`,
  ];
  return { id: 'blocking', title: 'What blocks it', count, body };
}

/** More names than this are opened on demand. */
const readAtOnce = 12;

/** Many checks are often open for one and the same reason: it is said once. */
function byReason(checks: readonly VerdictCheck[]): Html {
  const groups = [...Map.groupBy(checks, ({ reason }) => reason)];
  const group = ([reason, list]: [string, VerdictCheck[]]): Html => {
    const [only] = list;
    if (only && list.length === 1) return evidenceRow(only);
    const names = list.map((check) => html`<li><code>${checkName(check)}</code></li>`);
    const all = html`<ul class="names">
      ${names}
    </ul>`;
    return html`<li class="row">
      <p>${mark('inconclusive')} <strong>${list.length} checks:</strong> ${reason}</p>
      ${list.length > readAtOnce ? foldable(html`<span>which</span>`, all) : all}
    </li>`;
  };
  return html`<ul class="rows">
    ${groups.map(group)}
  </ul>`;
}

export function unverified({ open, openLines, notApplicable }: ReportStanding): Section {
  const lacking = notApplicable.map(({ id, reason }) => html`<li><code>${id}</code>: ${reason}</li>`);
  const body = [
    open.length > 0 && byReason(open),
    lineRows('Lines of the plan that nothing answers', openLines),
    open.length + openLines.length === 0 &&
      html`<p class="none">Everything that was required was answered.</p>`,
    lacking.length > 0 &&
      foldable(
        html`Not applicable to this target <span class="count">${lacking.length}</span>`,
        html`<ul>
          ${lacking}
        </ul>`,
      ),
  ];
  return {
    id: 'unverified',
    title: 'What was not verified, and why',
    count: open.length + openLines.length,
    body,
  };
}

export function warnings({ findings }: Verdict, { warnings: list }: ReportStanding): Section {
  const notes = findings.map(
    ({ kind, text }) =>
      html`<li class="row">
        <p><strong>${kind}</strong> ${text}</p>
      </li>`,
  );
  const body =
    list.length + notes.length === 0
      ? html`<p class="none">No warnings.</p>`
      : html`<ul class="rows">
          ${list.map(evidenceRow)}${notes}
        </ul>`;
  return { id: 'warnings', title: 'Warnings', count: list.length + notes.length, body };
}
