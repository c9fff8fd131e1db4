import { substitute } from '../../targets/substitute.ts';
import { check } from '../../fixtures/check.ts';
import { findEndpoint, recordNames, tenantOf } from '../../fixtures/record-names.ts';

const pauseMs = 3_000;
/** Ordinary injections: one that ends the text, one that would give everything, two that would pause. */
const injections = [
  "'",
  "' OR '1'='1",
  "'; SELECT pg_sleep(3); --",
  "1' AND (SELECT 1 FROM pg_sleep(3)) IS NOT NULL --",
  "x' UNION SELECT null, null --",
] as const;
/** A word that no record holds, and that means nothing to a database. */
const ordinary = 'zq9x';
const parameters = ['q', 'search', 'sort', 'status', 'id'] as const;

/** Words by which a database gives itself away. */
const databaseWords =
  /syntax error at or near|SQLITE_ERROR|unterminated quoted string|psycopg|ORA-\d{5}|you have an error in your SQL/iu;

check('sql.not-injected', async ({ subject, people, attached, sql, seen }) => {
  const { target } = attached;
  const endpoint = findEndpoint(target, subject);
  const role = endpoint.roles[0] ?? '';
  const names = { ...(await recordNames(target, sql)), tenant: tenantOf(target, role) };
  const path = substitute(endpoint.path, names);
  const session = await people.session(role);
  let crashed = '';
  let crashesAnyway = false;
  let told = '';
  let slowestMs = 0;
  let asked = 0;

  const ask = async (parameter: string, value: string) => {
    asked += 1;
    const query = `${parameter}=${encodeURIComponent(value)}`;
    return await session.send({ method: 'GET', path: `${path}${path.includes('?') ? '&' : '?'}${query}` });
  };
  /** What is slow once on a busy box was not told to be: the pause comes again, and an ordinary word is prompt. */
  const pausedMs = async (parameter: string, injection: string, firstMs: number): Promise<number> => {
    if (firstMs < pauseMs) return firstMs;
    const prompt = (await ask(parameter, ordinary)).durationMs;
    const again = (await ask(parameter, injection)).durationMs;
    return prompt < pauseMs / 2 ? again : 0;
  };

  for (const parameter of parameters) {
    for (const injection of injections) {
      const answer = await ask(parameter, injection);
      if (answer.status >= 500) {
        const byItself = (await ask(parameter, ordinary)).status >= 500;
        if (byItself) crashesAnyway = true;
        else crashed ||= `${answer.status} for ${parameter}=${injection}`;
      }
      if (databaseWords.test(answer.text)) told ||= `${parameter}=${injection}: ${answer.text.slice(0, 120)}`;
      slowestMs = Math.max(slowestMs, Math.round(await pausedMs(parameter, injection, answer.durationMs)));
    }
  }
  seen.confirm('injections tried', { operator: '>=', expected: injections.length, actual: asked });
  seen.confirm('crashes', { operator: 'is-empty', expected: '', actual: crashed });
  seen.confirm('words of the database', { operator: 'is-empty', expected: '', actual: told });
  seen.confirm('slowest answer (a pause of 3 s was asked for)', {
    operator: '<',
    expected: pauseMs,
    actual: slowestMs,
    unit: 'ms',
    limit: pauseMs,
  });
  if (crashesAnyway) seen.inconclusive('the list crashes by an ordinary word too: that says nothing of SQL');
});
