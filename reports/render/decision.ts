import { formatDuration, formatInstant } from '../figures.ts';
import type { SignoffReport } from '../schema/signoff-report.ts';
import { attestedLines } from '../signoff/as-signed.ts';
import { partSentence } from '../partial.ts';
import { launchOf } from '../signoff/launch.ts';
import type { Verdict } from '../verdict.ts';
import { html, type Html, type HtmlValue } from './html.ts';
import { launchMeaning, launchParts, launchWord, madeByPeople } from './launch.ts';

const meanings = {
  GO: 'Nothing that was required speaks against this release.',
  'NO-GO': 'This release must not go live.',
  INCONCLUSIVE: 'Whether this release may go live was not established.',
} as const;

/** Of what somebody else has built nobody here knows one. */
const digestOf = (digest: string): HtmlValue =>
  digest !== 'unknown' && html` <code>${digest.slice(0, 12)}</code>`;

function facts({ run }: Verdict): readonly HtmlValue[] {
  const release = run.release
    ? html`release ${run.release.version}${digestOf(run.release.digest)}`
    : 'release unknown';
  const took = Date.parse(run.endedAt) - Date.parse(run.startedAt);
  return [
    release,
    html`profile ${run.profile}`,
    html`${run.stack} stack${run.shape && `, ${run.shape.title} (${run.shape.name})`}`,
    formatInstant(run.startedAt),
    html`took ${formatDuration(Math.max(0, took))}`,
    html`run <code>${run.id}</code>`,
  ];
}

/** What limits the verdict as a whole; said before anything else. */
function caveats({ fault, partial, endedEarly }: Verdict): readonly Html[] {
  return [
    ...(fault
      ? [
          html`<p class="caveat">
            <strong>A fault was planted in this run on purpose:</strong> <code>${fault.id}</code>,
            ${fault.what}. This is no verdict on the release; it shows whether the gate sees the fault.
          </p>`,
        ]
      : []),
    ...(partial ? [html`<p class="caveat"><strong>Partial run:</strong> ${partSentence(partial)}</p>`] : []),
    ...(endedEarly === null
      ? []
      : [html`<p class="caveat"><strong>The run ended early:</strong> ${endedEarly}</p>`]),
  ];
}

function counts({ counts: c }: Verdict): Html {
  const parts: readonly (readonly [number, string])[] = [
    [c.pass, 'passed'],
    [c.fail, 'failed'],
    [c.inconclusive, 'not answered'],
    [c['not-applicable'], 'not applicable'],
    [c.flaky, 'flaky'],
    [c.waived, 'waived'],
  ];
  const shown = parts.filter(([count], at) => count > 0 || at < 3);
  return html`<ul class="counts">
    ${shown.map(([count, word]) => html`<li><b>${count}</b> ${word}</li>`)}
  </ul>`;
}

/** What is still to do, or to look at, whatever the decision: said at once, told in its section. */
function beside(verdict: Verdict, signoff: SignoffReport | undefined): readonly Html[] {
  const { checklist, sinceLastGo } = verdict;
  const attested = attestedLines(verdict, signoff).size;
  const people = checklist.filter(({ outcome, awaits }) => outcome === 'person' || awaits !== null).length;
  const worse = (sinceLastGo?.checks ?? []).filter(
    ({ after }) => after === 'fail' || after === 'inconclusive',
  );
  const noun = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
  return [
    ...(attested > 0
      ? [html`<a href="#signed">${noun(attested, 'line is', 'lines are')} attested by people</a>`]
      : []),
    ...(people > 0
      ? [html`<a href="#people">${noun(people, 'line awaits', 'lines await')} a person</a>`]
      : []),
    ...(sinceLastGo
      ? [
          html`<a href="#changes"
            >${noun(worse.length, 'answer is', 'answers are')} worse than in the last GO</a
          >`,
        ]
      : []),
  ];
}

/** The decision, what people made of it and why, the run in one line, and the counts: what is read in ten seconds. */
export function decisionHeader(verdict: Verdict, signoff?: SignoffReport): Html {
  const { decision, sentence, run, fault } = verdict;
  const launch = signoff && launchOf(signoff);
  const rest = sentence.startsWith(`${decision}: `) ? sentence.slice(decision.length + 2) : sentence;
  const meaning = launch ? launchMeaning(launch, decision) : meanings[decision];
  return html`<header class="decision ${decision}${launch && ` ${launch.is}`}">
    <p class="subject">${run.title}</p>
    <div class="words">
      <h1>${decision}</h1>
      ${launch && launchWord(launch)}
    </div>
    ${fault === null && html`<p class="meaning">${meaning}</p>`} ${launch && launchParts(launch)}
    <p class="sentence">${rest}</p>
    ${caveats(verdict)} ${signoff && madeByPeople(signoff)}
    <ul class="facts">
      ${facts(verdict).map((fact) => html`<li>${fact}</li>`)}
    </ul>
    ${counts(verdict)}
    <ul class="facts beside">
      ${beside(verdict, signoff).map((item) => html`<li>${item}</li>`)}
    </ul>
  </header>`;
}
