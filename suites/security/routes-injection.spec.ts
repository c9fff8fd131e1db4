import { check } from '../../fixtures/check.ts';
import { fillPath } from '../../fixtures/routes/fill-path.ts';
import {
  databaseWordsIn,
  isWidened,
  pauseMs,
  pauses,
  probes,
  rowsIn,
  seatsOf,
  usualHeaders,
  type Seat,
} from '../../fixtures/routes/injections.ts';
import { keepList } from '../../fixtures/routes/keep-list.ts';
import type { Route } from '../../fixtures/routes/route.ts';
import { Survey } from '../../fixtures/routes/survey.ts';

const withinMs = 100_000;
const timeoutMs = 150_000;
/** Below it an answer did not pause. */
const promptMs = pauseMs / 2;

const isAnswer = (status: number): boolean => status > 0 && status < 500;

const seatName = ({ kind, name }: Seat): string =>
  kind === 'path' ? `{${name}} in the path` : `${kind} ${name}`;

check('routes.not-injected', async ({ people, attached, sql, seen }, testInfo) => {
  testInfo.setTimeout(timeoutMs);
  const survey = await Survey.open({ people, attached, sql }, withinMs);
  await survey.learnIds();
  const { asker, person } = survey;
  const lines: string[] = [];
  const wrong: string[] = [];
  /** Routes that say nothing of SQL: they crash whatever they are asked. */
  const mute = new Set<string>();
  const own = Object.keys(attached.target.signIn.alwaysHeaders);

  async function ask(route: Route, seat: Seat, value: string) {
    const path =
      seat.kind === 'path'
        ? fillPath(
            {
              ...route,
              path: route.path.replace(`{${seat.name}}`, encodeURIComponent(value)),
              endpoint: undefined,
            },
            survey.names,
          ).path
        : survey.fill(route).path;
    const query =
      seat.kind === 'query' ? `?${encodeURIComponent(seat.name)}=${encodeURIComponent(value)}` : '';
    const headers = seat.kind === 'header' ? { [seat.name]: value } : {};
    const startedAt = performance.now();
    const { status, text } = await asker.ask({ method: 'GET', path: `${path}${query}`, headers }, person);
    return { status, text, tookMs: performance.now() - startedAt, rows: status === 200 ? rowsIn(text) : 0 };
  }

  /** In turn, three times in all: what crashes now and then is not the quote's doing. */
  async function isOfTheQuote(route: Route, seat: Seat): Promise<boolean> {
    for (let turn = 0; turn < 2; turn += 1) {
      if (!isAnswer((await ask(route, seat, probes.none)).status)) return false;
      if (isAnswer((await ask(route, seat, probes.quote)).status)) return false;
    }
    return true;
  }

  /** Why a seat takes its value for SQL; undefined where it does not. */
  async function whyInjected(route: Route, seat: Seat): Promise<string | undefined> {
    const none = await ask(route, seat, probes.none);
    if (!isAnswer(none.status)) mute.add(`GET ${route.path}: ${none.status}`);
    const quote = await ask(route, seat, probes.quote);
    const said = databaseWordsIn(quote.text);
    if (said !== '' && databaseWordsIn(none.text) === '') return `words of the database: ${said}`;
    if (!isAnswer(quote.status) && isAnswer(none.status) && (await isOfTheQuote(route, seat))) {
      return `a quote is answered with ${quote.status}`;
    }
    const all = await ask(route, seat, probes.all);
    const neither = all.rows > none.rows ? await ask(route, seat, probes.neither) : none;
    const isTold = [none, all, neither].every(({ status }) => isAnswer(status));
    if (isTold && isWidened({ none: none.rows, all: all.rows, neither: neither.rows })) {
      return `a condition that is always true gives ${all.rows} rows, one that never is ${neither.rows}`;
    }
    // What is refused whatever it is gets one pause only: it is looked at before it is used.
    const isRefused = [none, quote, all].every(({ status }) => status >= 400);
    for (const pause of isRefused ? pauses.slice(-1) : pauses) {
      const first = await ask(route, seat, pause);
      if (first.tookMs < pauseMs) continue;
      // Twice, with a prompt answer between: what was slow for another reason is not blamed.
      const prompt = await ask(route, seat, probes.none);
      const again = await ask(route, seat, pause);
      if (prompt.tookMs < promptMs && again.tookMs >= pauseMs) return `a pause was carried out: ${pause}`;
    }
    return undefined;
  }

  // Who looks at a header does so for every route.
  const withHeaders = survey.reads.slice(0, 4);
  const left = await asker.each(survey.reads, async (route) => {
    const seats = seatsOf(route, withHeaders.includes(route) ? [...usualHeaders, ...own] : []);
    const taken: string[] = [];
    for (const seat of seats) {
      const why = await whyInjected(route, seat);
      if (why === undefined) continue;
      taken.push(`${seatName(seat)}: ${why}`);
      break;
    }
    lines.push(
      `GET ${route.path}: ${seats.map(seatName).join(', ')}: ${taken[0] ?? 'nothing was taken for SQL'}`,
    );
    if (taken[0] !== undefined) wrong.push(`GET ${route.path}, ${taken[0]}`);
  });
  await keepList(testInfo, 'routes-injected', lines);
  seen.confirm(`injections tried on ${lines.length} routes of ${survey.inventory.source}`, {
    operator: '>',
    expected: 0,
    actual: asker.asked,
  });
  seen.confirm(`${wrong.length} routes that take a value for SQL`, {
    operator: 'is-empty',
    expected: '',
    actual: wrong.slice(0, 10).join('; '),
  });
  if (mute.size > 0) {
    const some = [...mute].slice(0, 10).join('; ');
    seen.inconclusive(
      `${mute.size} routes crash whatever they are asked, which says nothing of SQL: ${some}`,
    );
  }
  if (left > 0) seen.inconclusive(`${left} routes were not asked within ${withinMs / 1000} s`);
});
