import { randomBytes } from 'node:crypto';
import { openHttp } from '../stack/clients/http.ts';
import type { StartedStack } from '../stack/started-stack.ts';
import type { StageContext } from './drill-context.ts';
import { stackFidelity } from './stack-fidelity.ts';

const jwt = /eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/u;
const quarterMs = 250;

/** The first secret of this stack that stands in the logs, named without saying it. */
function leakedSecret(logs: string, stack: StartedStack): string {
  const { accounts, secrets } = stack.access;
  for (const [name, { password }] of Object.entries(accounts)) {
    if (password.length >= 6 && logs.includes(password)) return `the password of ${name}`;
  }
  if (secrets.some((secret) => secret.length >= 12 && logs.includes(secret))) return 'a key of the system';
  return jwt.test(logs) ? 'a signed token' : '';
}

/** Asks the logs of everything that serves people, after people have worked. */
export async function askLogs(context: StageContext & { readonly stack: StartedStack }): Promise<void> {
  const { stack, observe } = context;
  const marker = `probe-${randomBytes(6).toString('hex')}`;
  const http = openHttp({ facts: stack.facts, access: stack.access });
  await http.request({ method: 'GET', path: `${stack.target.signIn.whoAmI.path}/${marker}` });
  await http.close();
  const serving = stack.components.filter(({ role }) => role === 'application' || role === 'worker');
  let logs = '';
  for (let look = 0; look < 12 && !logs.includes(marker); look += 1) {
    await new Promise((resolve) => setTimeout(resolve, quarterMs));
    logs = (await Promise.all(serving.map(async (component) => await component.logs()))).join('\n');
  }
  const leaked = leakedSecret(logs, stack);
  const logged = logs.includes(marker);
  const seen = [
    leaked === '' ? '' : `${leaked} stands in the logs`,
    logged ? '' : 'a request left no line in the logs',
  ];
  observe('main', {
    check: 'logs.keep-secrets',
    expected: 'a line for the request, and no secret',
    actual:
      leaked === '' && logged ? 'a line for the request, and no secret' : seen.filter(Boolean).join('; '),
    n: logs.split('\n').length,
    fidelity: stackFidelity(stack.facts),
  });
}
