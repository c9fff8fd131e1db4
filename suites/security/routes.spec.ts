import { randomBytes } from 'node:crypto';
import { check } from '../../fixtures/check.ts';
import type { Asked, Who } from '../../fixtures/routes/asker.ts';
import { guardOf, settle, type Guard } from '../../fixtures/routes/guard.ts';
import { keepList } from '../../fixtures/routes/keep-list.ts';
import type { Route } from '../../fixtures/routes/route.ts';
import { isPublic, isUnlisted } from '../../fixtures/routes/stated.ts';
import { Survey } from '../../fixtures/routes/survey.ts';

const withinMs = 45_000;
const nowhere = '/no-such-page-anywhere';
const garbage = (): string =>
  ['e30', randomBytes(24).toString('base64url'), randomBytes(24).toString('base64url')].join('.');

const words = (text: string): string => text.slice(0, 80).replaceAll(/\s+/gu, ' ');

check('routes.guarded', async ({ people, attached, sql, seen }, testInfo) => {
  const { target, facts } = attached;
  const survey = await Survey.open({ people, attached, sql }, withinMs);
  const { asker, inventory, person } = survey;
  const shell = (await people.http().request({ method: 'GET', path: nowhere })).text;
  const lines: string[] = [];
  const found: { readonly what: string; readonly guard: Guard; readonly said: string }[] = [];

  /** A system that is not the run's own is not written into, should it let a stranger do that. */
  const isAsked = ({ method }: Route): boolean => method === 'GET' || facts.driver !== 'attach';

  function requestOf(route: Route): Asked {
    const { path, search } = route.method === 'GET' ? survey.fill(route) : survey.fillWrite(route);
    if (route.method === 'GET') return { method: 'GET', path: `${path}${search}` };
    return {
      method: route.method,
      path: `${path}${search}`,
      body: JSON.stringify(survey.bodyOf(route) ?? {}),
    };
  }

  async function judge(route: Route, what: string, who: Who): Promise<void> {
    const request = requestOf(route);
    const answer = await asker.ask(request, who);
    let guard = guardOf(answer, shell);
    if (['not there', 'unclear'].includes(guard) && route.method !== 'DELETE') {
      const own = await asker.ask(request, person);
      guard = settle(guard, { stranger: answer.status, person: own.status });
    }
    lines.push(`${route.method} ${route.path} with ${what}: ${answer.status}, ${guard}`);
    // What a script names and nobody is given is no route.
    if (guard === 'not there' && route.from === 'script') return;
    found.push({
      what: `${route.method} ${route.path} with ${what}`,
      guard,
      said: `${answer.status} ${words(answer.text)}`,
    });
  }

  const guarded = inventory.routes.filter((route) => !isPublic(route, target, inventory)).filter(isAsked);
  const left = await asker.each(guarded, async (route) => {
    await judge(route, 'no token', { token: undefined });
    await judge(route, 'a garbage token', { token: garbage() });
  });
  await keepList(testInfo, 'routes-guarded', [`found in ${inventory.source}`, ...lines]);

  const refused = found.filter(({ guard }) => guard === 'refused').length;
  seen.confirm(`routes found in ${inventory.source}`, { operator: '>', expected: 0, actual: guarded.length });
  for (const { what, said } of found.filter(({ guard }) => guard === 'open' || guard === 'broke')) {
    seen.confirm(what, { expected: 'a refusal', actual: said });
  }
  const doubtful = found.filter(({ guard }) => ['unclear', 'not there', 'slowed'].includes(guard));
  if (doubtful.length > 0) {
    const some = doubtful.slice(0, 5).map(({ what, said }) => `${what}: ${said}`);
    seen.inconclusive(`${doubtful.length} of ${found.length} answers show no refusal: ${some.join('; ')}`);
  } else seen.confirm('refused', { expected: found.length, actual: refused });
  if (left > 0) seen.inconclusive(`${left} routes were not asked within ${withinMs / 1000} s`);
  const beyond = inventory.routes.filter(({ from }) => from !== 'target').length;
  if (beyond === 0)
    seen.inconclusive(`no route was found but those that the target names: ${inventory.source}`);
});

check('routes.listed', async ({ people, attached, sql, seen }, testInfo) => {
  const { target } = attached;
  const survey = await Survey.open({ people, attached, sql }, withinMs);
  const { asker, inventory } = survey;
  const pathOf = (route: Route): string => `${survey.fill(route).path}${survey.fill(route).search}`;
  const roles = target.roles.filter(({ signsIn }) => signsIn).map(({ id }) => id);
  const unlisted: string[] = [];
  await asker.each(
    inventory.routes.filter((route) => isUnlisted(route, target, inventory)),
    async (route) => {
      if (route.method !== 'GET') {
        if (route.from === 'document') unlisted.push(`${route.method} ${route.path}`);
        return;
      }
      const given: string[] = [];
      let isThere = route.from === 'document';
      for (const role of roles) {
        const { status } = await asker.ask({ method: 'GET', path: pathOf(route) }, { role });
        if (status >= 200 && status < 300) given.push(role);
        isThere ||= status !== 404;
      }
      if (isThere) unlisted.push(`GET ${route.path}, which answers ${given.join(', ') || 'nobody'}`);
    },
  );
  await keepList(testInfo, 'routes-not-listed', [`found in ${inventory.source}`, ...unlisted]);
  seen.confirm(`routes found in ${inventory.source}`, {
    operator: '>',
    expected: 0,
    actual: inventory.routes.length,
  });
  seen.confirm(`${unlisted.length} routes that stand nowhere in the target`, {
    operator: 'is-empty',
    expected: '',
    actual: unlisted.toSorted().slice(0, 20).join('; '),
  });
});
