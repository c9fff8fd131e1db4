import { recorded, type Recorded } from '../../fixtures/passive/recorded.ts';
import { holdToRules, passiveRules } from '../../fixtures/passive/hold-to-rules.ts';
import { check } from '../../fixtures/check.ts';
import { keepList } from '../../fixtures/routes/keep-list.ts';
import { Survey } from '../../fixtures/routes/survey.ts';
import type { Asked, Who } from '../../fixtures/routes/asker.ts';
import { askZap } from '../../fixtures/passive/ask-zap.ts';
import { trySignIn } from '../../stack/clients/session.ts';
import { baselineLimitMs } from '../../stack/zap/run-baseline.ts';
import { pullLimitMs } from '../../stack/zap/zap-image.ts';

const withinMs = 60_000;
/** Ours, then ZAP's image if it must be pulled, and ZAP's look. */
const timeoutMs = 120_000 + pullLimitMs + baselineLimitMs;
const stranger: Who = { token: undefined };
/** By which a request names the place that it wants to be sent on to. */
const onward = ['next', 'url', 'redirect', 'redirect_uri', 'returnUrl', 'return_to', 'continue'] as const;
const elsewhere = encodeURIComponent('https://elsewhere.example/');

check('scan.passive', async ({ people, attached, sql, seen }, testInfo) => {
  testInfo.setTimeout(timeoutMs);
  const { target } = attached;
  const survey = await Survey.open({ people, attached, sql }, withinMs);
  await survey.learnIds();
  const answers: Recorded[] = [];

  async function record(asked: Asked, who: Who): Promise<void> {
    const answer = await survey.asker.ask(asked, who);
    if ('header' in answer) answers.push(recorded(asked.path, answer, who !== stranger));
  }

  const get = (path: string): Asked => ({ method: 'GET', path });
  const pages = new Set(['/', '/login', ...target.pages.map(({ path }) => path.split('{')[0] ?? '/')]);
  const kinds = target.contentKinds.flatMap(({ path }) => (typeof path === 'string' ? [path] : []));
  const strange = ['/no-such-page-anywhere', '/no-such-file.html', '/%00', '/%ff', "/'%22%3E"];
  const led = [...pages]
    .slice(0, 3)
    .map((page) => `${page}?${onward.map((name) => `${name}=${elsewhere}`).join('&')}`);
  const open = [...pages, ...kinds, ...strange, ...led].map(get);
  const reads = survey.reads.map((route) => {
    const { path, search } = survey.fill(route);
    return get(`${path}${search}`);
  });
  const odd = survey.reads.map((route) => get(`${survey.fill(route).path}?page=%00&limit=abc&id=%27`));
  await survey.asker.each([...open, ...reads], async (asked) => await record(asked, stranger));
  const left = await survey.asker.each(
    [...reads, ...odd],
    async (asked) => await record(asked, survey.person),
  );
  const role = target.roles.find(({ signsIn }) => signsIn)?.id ?? '';
  const nobody = { email: `nobody-${Date.now()}@example.com`, password: 'not-the-password' };
  answers.push(recorded('the log-in, refused', await trySignIn(people.http(), target, role, nobody), false));
  const { answer } = await people.session(role);
  answers.push(recorded('the log-in', answer, true));

  const breaches = holdToRules(answers);
  const zap = await askZap(attached, seen, testInfo);
  await keepList(testInfo, 'passive-scan', [
    ...passiveRules.map(({ id, what }) => {
      const breach = breaches.find(({ rule }) => rule.id === id);
      return `${id} (${what}): ${breach ? `${breach.paths.length} answers: ${breach.paths.join(', ')}` : 'none'}`;
    }),
    zap,
  ]);
  seen.confirm(`answers held to ${passiveRules.length} rules (${zap})`, {
    operator: '>',
    expected: 0,
    actual: answers.length,
  });
  for (const { rule, paths, shown } of breaches) {
    const more = paths.length > 1 ? ` and ${paths.length - 1} more` : '';
    seen.confirm(`${rule.id}, ${rule.what}, at ${paths[0] ?? ''}${more}`, {
      operator: 'is-empty',
      expected: '',
      actual: shown === '' ? 'empty' : shown,
    });
  }
  if (left > 0) seen.inconclusive(`${left} answers were not looked at within ${withinMs / 1000} s`);
});
