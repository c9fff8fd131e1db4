import { check } from '../../fixtures/check.ts';
import type { Observations } from '../../fixtures/observations.ts';
import type { Asked } from '../../fixtures/routes/asker.ts';
import { whyNotCarried } from '../../fixtures/routes/carried.ts';
import { crashesInOrder, isCrash } from '../../fixtures/routes/crashes-in-order.ts';
import { fillPath } from '../../fixtures/routes/fill-path.ts';
import { keepList } from '../../fixtures/routes/keep-list.ts';
import { oddPaths, oddQueries, oddWrites, type Odd } from '../../fixtures/routes/malformed.ts';
import type { Route } from '../../fixtures/routes/route.ts';
import { Survey } from '../../fixtures/routes/survey.ts';

const withinMs = 90_000;
const timeoutMs = 150_000;
const shown = 20;

const crashed = { status: 0 } as const;

const words = (text: string): string => text.slice(0, 100).replaceAll(/\s+/gu, ' ');

function conclude(seen: Observations, what: string, wrong: readonly string[], left: number): void {
  const some = wrong.slice(0, shown).join('; ');
  const more = wrong.length > shown ? ` and ${wrong.length - shown} more` : '';
  seen.confirm(`${wrong.length} ${what}`, { operator: 'is-empty', expected: '', actual: `${some}${more}` });
  if (left > 0) seen.inconclusive(`${left} routes were not asked within ${withinMs / 1000} s`);
}

check('routes.answered', async ({ people, attached, sql, seen }, testInfo) => {
  testInfo.setTimeout(timeoutMs);
  const survey = await Survey.open({ people, attached, sql }, withinMs);
  await survey.learnIds();
  const lines: string[] = [];
  const wrong: string[] = [];
  let answered = 0;
  const left = await survey.asker.each(survey.reads, async (route) => {
    const filled = survey.fill(route);
    const path = `${filled.path}${filled.search}`;
    const answer = await survey.asker.ask({ method: 'GET', path }, survey.person);
    let said = String(answer.status);
    if (isCrash(answer.status)) wrong.push(`GET ${route.path}: ${said} ${words(answer.text)}`);
    if ('header' in answer && answer.status === 200) {
      answered += 1;
      const why = whyNotCarried(answer, route, filled);
      if (why !== undefined) wrong.push(`GET ${route.path}: ${why}`);
      said += why === undefined ? '' : `, ${why}`;
    }
    lines.push(`GET ${path}: ${said}`);
  });
  await keepList(testInfo, 'routes-answered', lines);
  seen.confirm(`routes that answered, of ${lines.length} in ${survey.inventory.source}`, {
    operator: '>',
    expected: 0,
    actual: answered,
  });
  conclude(seen, 'answers that crash, or call themselves a success and carry nothing', wrong, left);
});

/** A page that answers this person now: who they are, or the first of the reads where the release has no such page. */
async function pulseOf(survey: Survey, whoAmI: string): Promise<string> {
  for (const path of [whoAmI, ...survey.reads.slice(0, 20).map((route) => survey.fill(route).path)]) {
    if ((await survey.asker.ask({ method: 'GET', path }, survey.person)).status === 200) return path;
  }
  return whoAmI;
}

check('routes.no-crash', async ({ people, attached, sql, seen }, testInfo) => {
  testInfo.setTimeout(timeoutMs);
  const survey = await Survey.open({ people, attached, sql }, withinMs);
  const { asker, person, names } = survey;
  const lines: string[] = [];
  const wrong: string[] = [];
  const pulse = await pulseOf(survey, attached.target.signIn.whoAmI.path);
  let slowed = 0;
  let down: string | undefined;

  /** Notes it where the system answers nobody any more: what it says from then on is not of what it is asked. */
  async function isStillUp(after: string): Promise<boolean> {
    for (let turn = 0; turn < 3 && down === undefined; turn += 1) {
      const { status } = await asker.ask({ method: 'GET', path: pulse }, person).catch(() => crashed);
      if (!isCrash(status)) return true;
    }
    down ??= `${pulse} answers no longer, after ${after}`;
    return false;
  }

  /**
   * What a crash is of: the odd input; the route itself, which crashes on input in order too (of a read
   * routes.answered says so); or nothing that can be told, where the system is down.
   */
  async function causeOf(route: Route, odd: string): Promise<string | undefined> {
    if (!(await isStillUp(`${route.method} ${route.path}, ${odd}`))) return undefined;
    if (!(await crashesInOrder(route, survey, (asked) => asker.ask(asked, person)))) return odd;
    return route.method === 'GET' ? undefined : 'in order or not';
  }

  async function askOdd(route: Route, odd: readonly Odd[]): Promise<void> {
    const crashes: string[] = [];
    let accepted = 0;
    if (down !== undefined) return;
    for (const { what, path, body } of odd) {
      const asked: Asked = { method: route.method, path, ...(body === undefined ? {} : { body }) };
      const answer = await asker.ask(asked, person);
      if (answer.status === 429) slowed += 1;
      if (isCrash(answer.status)) {
        const cause = await causeOf(route, what);
        if (cause !== undefined) crashes.push(`${cause}: ${answer.status} ${words(answer.text)}`);
        if (cause !== what) break;
      }
      if (route.method !== 'GET' && answer.status < 300) accepted += 1;
      // Whoever stores whatever they are given has shown it: a few such records are enough.
      if (accepted > 3 || crashes.length > 3) break;
    }
    lines.push(`${route.method} ${route.path}: ${odd.length} odd requests, ${crashes.length} crashed`);
    if (crashes[0] !== undefined) wrong.push(`${route.method} ${route.path}, ${crashes[0]}`);
  }

  const reads = await asker.each(survey.reads, async (route) => {
    const fill = (path: string): string => fillPath({ ...route, path, endpoint: undefined }, names).path;
    await askOdd(route, [...oddQueries(route, survey.fill(route).path), ...oddPaths(route, fill)]);
  });
  // Into a system that is not the run's own nothing is written that nobody knows the effect of.
  const writes = attached.facts.driver === 'attach' ? [] : survey.writes;
  const left = await asker.each(writes, async (route) => {
    const fill = (path: string): string => fillPath({ ...route, path, endpoint: undefined }, {}).path;
    const body = route.method === 'DELETE' ? undefined : survey.bodyOf(route);
    const bodies = route.method === 'DELETE' ? [] : oddWrites(survey.fillWrite(route).path, body);
    await askOdd(route, [...bodies, ...oddPaths(route, fill).map((odd) => ({ ...odd, body: '{}' }))]);
  });
  await keepList(testInfo, 'routes-malformed', lines);
  seen.confirm(`odd requests to ${lines.length} routes of ${survey.inventory.source}`, {
    operator: '>',
    expected: lines.length,
    actual: asker.asked,
  });
  conclude(seen, 'routes that crash on malformed input', wrong, reads + left);
  seen.confirm('the system answers after all that', {
    operator: 'is-empty',
    expected: '',
    actual: down ?? '',
  });
  if (slowed > asker.asked / 10)
    seen.inconclusive(`${slowed} of ${asker.asked} requests were slowed with 429`);
  if (down !== undefined) return;
  const { status } = await asker.ask({ method: 'GET', path: pulse }, person);
  if (status !== 200) seen.inconclusive(`the session ended on the way (${pulse}: ${status})`);
});
