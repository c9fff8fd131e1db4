import type { Outcome } from '../../evidence/row.ts';
import type { LineOutcome } from '../judge-line.ts';
import { html, type Html } from './html.ts';

/** Each outcome by a sign and a word, so that none depends on colour. */
const marks = {
  pass: ['✓', 'pass'],
  fail: ['✕', 'fail'],
  inconclusive: ['?', 'open'],
  unbound: ['?', 'unbound'],
  'not-applicable': ['–', 'not applicable'],
  waived: ['!', 'waived'],
  warning: ['!', 'warning'],
  person: ['○', 'a person'],
  'not-due': ['·', 'not due'],
} as const satisfies Record<Outcome | LineOutcome, readonly [string, string]>;

export function mark(outcome: Outcome | LineOutcome): Html {
  const [sign, word] = marks[outcome];
  return html`<span class="mark ${outcome}"><span aria-hidden="true">${sign}</span> ${word}</span>`;
}
