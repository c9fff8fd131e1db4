import type { SignoffReport } from '../schema/signoff-report.ts';
import type { Launch } from '../signoff/launch.ts';
import type { Verdict } from '../verdict.ts';
import { html, type Html } from './html.ts';

const meanings = {
  authorised:
    'This release may go live: nothing that was required speaks against it, and its people have signed.',
  awaited: 'Nothing that was required speaks against this release. It may not go live yet.',
  rejected: 'This release must not go live: somebody who answers for it says no.',
  lapsed: 'This release must not go live on this verdict any more: verify it again.',
  refused: 'Nothing that was required speaks against this release. It may not go live on this run.',
} as const satisfies Record<Launch['is'], string>;

/** Whether to launch, in one sentence. */
export function launchMeaning({ is }: Launch, decision: Verdict['decision']): string {
  return decision === 'GO' || is === 'lapsed' ? meanings[is] : 'This release must not go live.';
}

/** What stands beside the decision, as large as it may be. */
export const launchWord = ({ is, title }: Launch): Html => html`<p class="launch ${is}">${title}</p>`;

/** More reasons than these stand in the section on who signed. */
const mostRead = 4;

export function launchParts({ parts }: Launch): Html {
  const more = parts.length - mostRead;
  return html`<ul class="why">
    ${parts.slice(0, mostRead).map((part) => html`<li>${part}</li>`)}
    ${more > 0 && html`<li><a href="#signed">and ${more} more</a></li>`}
  </ul>`;
}

/** Who takes the risk, where only waivers made a GO of it. */
export function madeByPeople({ found, decision, waivers }: SignoffReport): Html | false {
  if (found === undefined || found === decision) return false;
  const names = [...new Set(waivers.filter(({ expired }) => !expired).map(({ name }) => name))];
  return html`<p class="caveat">
    <strong>The run ended in ${found}:</strong> it is ${decision} by what people have said
    since${names.length > 0 && ` (waivers of ${names.join(', ')})`}.
  </p>`;
}
