import { headersFor } from '../../stack/clients/session.ts';
import type { HttpClient } from '../../stack/clients/http.ts';
import type { SqlClient } from '../../stack/clients/sql.ts';
import { waitUntil } from '../../stack/database/wait-until.ts';
import { StackError } from '../../stack/stack-error.ts';
import { check } from '../../fixtures/check.ts';
import { countConnections } from '../../fixtures/connections.ts';
import { errorRequests } from '../../fixtures/error-requests.ts';
import type { Observations } from '../../fixtures/observations.ts';
import type { People } from '../../fixtures/people.ts';
import { recordNames, tenantOf } from '../../fixtures/record-names.ts';
import { sendErrors } from '../../fixtures/send-errors.ts';

const errors = 300;
const atOnce = 20;
/** A connection is back in its pool, or closed, by then. */
const settledWithinMs = 5_000;
/** An answer after the errors may take so long at most: what is out of connections waits for seconds. */
const slowestMs = 2_000;
/** So many reads are tried for one that is answered. */
const mostPaths = 10;

/** All at once, as many as fill a pool. @returns status and time of each; 0 where none came. */
async function askAll(
  clients: readonly HttpClient[],
  path: string,
  headers: Readonly<Record<string, string>>,
) {
  return await Promise.all(
    clients.map(async (http) => {
      try {
        const { status, durationMs } = await http.request({
          method: 'GET',
          path,
          headers,
          timeoutMs: 10_000,
        });
        return { status, durationMs };
      } catch (error) {
        if (error instanceof StackError) return { status: 0, durationMs: 10_000 };
        throw error;
      }
    }),
  );
}

/** A read that this person is answered before anything went wrong; undefined where there is none. */
async function goodRead(
  http: HttpClient,
  paths: readonly string[],
  headers: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  for (const path of paths) {
    const [answer] = await askAll([http], path, headers);
    if (answer?.status === 200) return path;
  }
  return undefined;
}

async function tokensOf(people: People, roles: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const tokens = [...new Set(roles)].map(async (role) => [role, (await people.session(role)).token] as const);
  return new Map(await Promise.all(tokens));
}

/**
 * Pools may go on filling up by as many as ask at once, each of several processes its own; none is held by a request
 * that ended.
 */
async function confirmConnections(seen: Observations, sql: SqlClient, before: number): Promise<void> {
  const most = before + atOnce;
  const look = async () => {
    const { open, idleInTransaction } = await countConnections(sql);
    const said = `${open} open, ${idleInTransaction} idle in a transaction`;
    return open <= most && idleInTransaction === 0
      ? ({ done: true } as const)
      : ({ done: false, seen: said } as const);
  };
  await waitUntil({
    what: 'connections to return',
    limitMs: settledWithinMs,
    everyMs: 200,
    look,
  }).catch(() => undefined);
  const { open, idleInTransaction } = await countConnections(sql);
  seen.confirm(`connections to the database after the errors, of ${before} before them`, {
    operator: '<=',
    expected: most,
    actual: open,
  });
  seen.confirm('connections that are held in a transaction', { expected: 0, actual: idleInTransaction });
}

check('errors.leave-no-trace', async ({ people, attached, sql, seen }) => {
  const { target } = attached;
  const [role = ''] = target.endpoints[0]?.roles ?? [];
  const names = { ...(await recordNames(target, sql)), tenant: tenantOf(target, role) };
  const requests = errorRequests(target.endpoints, names);
  if (requests.length === 0) {
    seen.inconclusive('the target’s endpoints have no record and no body to be wrong about');
    return;
  }
  const tokens = await tokensOf(people, [role, ...requests.map((request) => request.role)]);
  const clients = Array.from({ length: atOnce }, () => people.http());
  const headers = headersFor(target, role, tokens.get(role));
  const reads = target.endpoints.filter(
    ({ method, path, roles }) => method === 'GET' && roles.includes(role) && !path.includes('{'),
  );
  const paths = [target.signIn.whoAmI.path, ...reads.map(({ path }) => path)];
  const good = await goodRead(people.http(), paths.slice(0, mostPaths), headers);
  if (good === undefined) {
    seen.inconclusive(
      `no read is answered before the errors either: ${paths.slice(0, mostPaths).join(', ')}`,
    );
    return;
  }
  const ask = () => askAll(clients, good, headers);
  // As many at once as there will be errors: the pool is then as full as it is meant to be.
  for (let time = 1; time <= 3; time += 1) await ask();
  const before = sql?.engine === 'postgres' ? (await countConnections(sql)).open : undefined;
  const sent = await sendErrors(requests, errors, { target, clients, tokens });
  const first = sent.firstUnanswered === '' ? '' : ` (${sent.firstUnanswered})`;
  seen.confirm(`wrong requests that were not answered in time${first}`, {
    expected: 0,
    actual: sent.unanswered,
  });
  const after = await ask();
  const answered = after.filter(({ status }) => status === 200).length;
  seen.confirm(
    `of ${atOnce} good requests (${good}) after ${sent.failed} errors (${sent.crashed} with 5xx), answered`,
    {
      expected: atOnce,
      actual: answered,
    },
  );
  seen.confirm('slowest of them', {
    operator: '<',
    expected: slowestMs,
    actual: Math.round(Math.max(...after.map(({ durationMs }) => durationMs))),
    unit: 'ms',
    limit: slowestMs,
  });
  if (sql && before !== undefined) await confirmConnections(seen, sql, before);
  if (sent.failed < errors && sent.unanswered === 0)
    seen.inconclusive(
      `expected ${errors} requests that end in an error, got ${sent.failed}; ${sent.taken} were carried out`,
    );
});
