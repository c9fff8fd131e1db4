import { randomBytes } from 'node:crypto';
import { openHttp } from '../stack/clients/http.ts';
import { accountOf, signIn } from '../stack/clients/session.ts';
import { StackError } from '../stack/stack-error.ts';
import type { StartedStack } from '../stack/started-stack.ts';
import type { StageContext } from './drill-context.ts';
import { kindsOfSecrets } from './log-secrets.ts';
import { stackFidelity } from '../stack/fidelity.ts';

const jwt = /eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/u;
const quarterMs = 250;

/** Of the drill alone, so that limits for one address are not shared with phones. */
const sourceAddress = '127.0.3.2';

/**
 * Signs somebody in and asks for a path that nobody else asks for: a password and a token have then been on their
 * way, whatever the run did before. The token is undefined where nobody could sign in.
 */
async function useSecrets({ target, facts, access }: StartedStack, marker: string) {
  const http = openHttp({ facts, access, sourceAddress });
  const request = { method: 'GET', path: `${target.signIn.whoAmI.path}/${marker}` } as const;
  const { role } = target.operations.marker.write;
  try {
    const session = await signIn(http, { target, role, account: accountOf(target, access, role) });
    await session.send(request);
    return session.token;
  } catch (error) {
    if (!(error instanceof StackError) || error.code !== 'refused') throw error;
    await http.request(request);
    return undefined;
  } finally {
    await http.close();
  }
}

/** The first secret of this stack that stands in the logs, named without saying it. */
export function leakedSecret(
  logs: string,
  stack: Pick<StartedStack, 'access'>,
  token: string | undefined,
): string {
  const { accounts, secrets } = stack.access;
  for (const [name, { password }] of Object.entries(accounts)) {
    if (password.length >= 6 && logs.includes(password)) return `the password of ${name}`;
  }
  if (secrets.some((secret) => secret.length >= 12 && logs.includes(secret))) return 'a key of the system';
  if (token !== undefined && logs.includes(token)) return 'the token of a session';
  return jwt.test(logs) ? 'a signed token' : '';
}

/** Asks the logs of everything that serves people, after people have worked. */
export async function askLogs(context: StageContext & { readonly stack: StartedStack }): Promise<void> {
  const { stack, observe } = context;
  const marker = `probe-${randomBytes(6).toString('hex')}`;
  const token = await useSecrets(stack, marker);
  const serving = stack.components.filter(({ role }) => role === 'application' || role === 'worker');
  let logs = '';
  for (let look = 0; look < 12 && !logs.includes(marker); look += 1) {
    await new Promise((resolve) => setTimeout(resolve, quarterMs));
    logs = (await Promise.all(serving.map(async (component) => await component.logs()))).join('\n');
  }
  const known = leakedSecret(logs, stack, token);
  // What nobody of this run handed over is told by its shape, and by the name that it is given to.
  const leaked = known === '' ? (await kindsOfSecrets(logs)).join(', ') : known;
  const logged = logs.includes(marker);
  const seen = [
    leaked === '' ? '' : `${leaked} stands in the logs`,
    logged ? '' : 'a request left no line in the logs',
  ];
  const isBlind = token === undefined && leaked === '' && logged;
  observe('main', {
    check: 'logs.keep-secrets',
    ...(isBlind
      ? {
          outcome: 'inconclusive',
          reason: 'nobody could sign in: no password and no token were on their way',
        }
      : {}),
    expected: 'a line for the request, and no secret',
    actual:
      leaked === '' && logged ? 'a line for the request, and no secret' : seen.filter(Boolean).join('; '),
    n: logs.split('\n').length,
    fidelity: stackFidelity(stack.facts),
  });
}
