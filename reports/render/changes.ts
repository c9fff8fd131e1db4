import { isSameRelease } from '../compare/compare-verdicts.ts';
import { formatFigure, formatInstant, formatNumber } from '../figures.ts';
import type { Changes, CheckChange, FigureChange, LineChange } from '../schema/changes.ts';
import type { Verdict } from '../verdict.ts';
import { html, type Html, type HtmlValue } from './html.ts';
import { mark } from './mark.ts';
import { foldable, scrollable, type Section } from './section.ts';

type Standing = (CheckChange | LineChange)['after'];

const standing = (outcome: Standing): Html =>
  outcome === 'absent' ? html`<span class="mark not-due">not asked</span>` : mark(outcome);

function change({ before, after, reason }: CheckChange | LineChange, what: Html): Html {
  return html`<li class="row">
    <p>${standing(before)} <span class="quiet">became</span> ${standing(after)} ${what}</p>
    ${reason !== '' && html`<p class="reason">${reason}</p>`}
  </li>`;
}

const isWorse = ({ after }: CheckChange | LineChange): boolean =>
  ['fail', 'inconclusive', 'unbound', 'waived', 'warning'].includes(after);

/** What got worse is read at once; the rest is opened on demand. */
function changeList<T extends CheckChange | LineChange>(
  title: string,
  list: readonly T[],
  what: (item: T) => Html,
): HtmlValue {
  if (list.length === 0) return null;
  const rows = (some: readonly T[]): Html =>
    html`<ul class="rows">
      ${some.map((item) => change(item, what(item)))}
    </ul>`;
  const worse = list.filter(isWorse);
  const others = list.filter((item) => !isWorse(item));
  return [
    html`<h3 class="group">${title}</h3>`,
    worse.length > 0 && rows(worse),
    others.length > 0 &&
      foldable(
        html`<span class="text">new, gone or in order again</span>
          <span class="count">${others.length}</span>`,
        rows(others),
      ),
  ];
}

function figureRow({ name, unit, before, after, limit, nBefore, n, interval }: FigureChange): Html {
  const share = before === 0 ? null : (after - before) / Math.abs(before);
  const moved = share === null ? '–' : `${share > 0 ? '+' : ''}${formatNumber(Math.round(share * 100))} %`;
  return html`<tr>
    <th scope="row"><code>${name}</code></th>
    <td>${formatFigure(before, unit)}</td>
    <td>${formatFigure(after, unit)}</td>
    <td>${moved}</td>
    <td>${formatFigure(limit, unit)}</td>
    <td>${formatNumber(nBefore)} and ${formatNumber(n)}</td>
    <td>${interval ? `${formatFigure(interval[0], unit)} to ${formatFigure(interval[1], unit)}` : '–'}</td>
  </tr>`;
}

function figures(list: readonly FigureChange[]): HtmlValue {
  if (list.length === 0) return null;
  const heads = ['figure', 'then', 'now', 'moved', 'limit', 'n', 'interval now'];
  // How near a figure came to its limit, whichever side of it is the good one.
  const nearness = ({ after, limit }: FigureChange): number =>
    limit === 0 || after === 0 ? 0 : Math.min(after / limit, limit / after);
  const table = html`<table>
    <thead>
      <tr>
        ${heads.map((head) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${list.toSorted((a, b) => nearness(b) - nearness(a)).map(figureRow)}
    </tbody>
  </table>`;
  return foldable(
    html`<span class="text">Figures, the nearest to their limits first</span>
      <span class="count">${list.length}</span>`,
    scrollable('Figures then and now', table),
    list.length <= 12,
  );
}

function release({ before }: Changes, { run }: Verdict): Html {
  const digest = (of: Verdict['run']['release']): HtmlValue =>
    of ? html`${of.version} <code>${of.digest.slice(0, 12)}</code>` : 'unknown';
  const same = isSameRelease(before.release, run.release);
  const judged =
    same === undefined
      ? 'which release each was is not known'
      : same
        ? 'the same release'
        : 'another release';
  const surroundings =
    before.profile === run.profile && before.stack === run.stack
      ? null
      : html` That run was of profile ${before.profile} on the ${before.stack} stack.`;
  return html`<p>
    Against run <code>${before.id}</code>, which ended in GO on ${formatInstant(before.startedAt)}: ${judged}
    (then ${digest(before.release)}, now ${digest(run.release)}).${surroundings}
  </p>`;
}

/** What is another than in the last GO of the same target. */
export function changesSection(changes: Changes | null, verdict: Verdict): Section {
  const id = 'changes';
  const title = 'What changed since the last GO';
  if (changes === null) {
    return {
      id,
      title,
      count: null,
      body: html`<p class="none">There is no earlier GO of this target to compare with.</p>`,
    };
  }
  const { checks, lines } = changes;
  const body = [
    release(changes, verdict),
    checks.length + lines.length === 0 && html`<p class="none">No answer is another than it was.</p>`,
    changeList('Answers', checks, ({ name }) => html`<code>${name}</code>`),
    changeList(
      'Lines of the plan',
      lines,
      ({ text, id: line }) => html`${text} <code class="quiet">${line}</code>`,
    ),
    figures(changes.figures),
  ];
  return { id, title, count: checks.length + lines.length, body };
}
