import type { Outcome } from '../../evidence/row.ts';
import type { LineOutcome } from '../judge-line.ts';
import { html, type Html } from './html.ts';

/** `attested`: a line that passes because a person answers for it. */
type Marked = Outcome | LineOutcome | 'attested';

/** Each outcome by a sign and a word, so that none depends on colour. */
const marks = {
  pass: ['✓', 'pass'],
  attested: ['✓', 'attested'],
  fail: ['✕', 'fail'],
  inconclusive: ['?', 'open'],
  unbound: ['?', 'unbound'],
  'not-applicable': ['–', 'not applicable'],
  waived: ['!', 'waived'],
  warning: ['!', 'warning'],
  person: ['○', 'a person'],
  'not-due': ['·', 'not due'],
} as const satisfies Record<Marked, readonly [string, string]>;

export function mark(outcome: Marked): Html {
  const [sign, word] = marks[outcome];
  return html`<span class="mark ${outcome}"><span aria-hidden="true">${sign}</span> ${word}</span>`;
}
