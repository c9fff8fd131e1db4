import { check } from '../../fixtures/check.ts';
import type { People } from '../../fixtures/people.ts';

/** What servers are most often found to hand out by mistake. */
const neverServed = [
  '/.env',
  '/.env.production',
  '/.git/HEAD',
  '/.git/config',
  '/.htpasswd',
  '/backup.sql',
  '/dump.sql',
  '/backup.zip',
  '/database.db',
  '/database.sqlite',
  '/docker-compose.yml',
  '/Dockerfile',
  '/package.json',
  '/requirements.txt',
  '/debug',
  '/server-status',
  '/actuator/env',
  '/phpinfo.php',
  '/metrics',
] as const;

/** Address of the source map of every script that the first page names. */
async function sourceMaps(people: People): Promise<readonly string[]> {
  const page = await people.http().request({ method: 'GET', path: '/' });
  return [...page.text.matchAll(/src="(\/[^"]+\.js)"/gu)].map(([, path = '']) => `${path}.map`);
}

check('site.nothing-exposed', async ({ people, seen }) => {
  const http = people.http();
  // An app that answers every path with its own first page hands nothing out by that.
  const unknown = await http.request({ method: 'GET', path: '/no-such-page-anywhere' });
  const shell = unknown.status === 200 ? unknown.text : undefined;
  for (const path of [...neverServed, ...(await sourceMaps(people))]) {
    const answer = await http.request({ method: 'GET', path });
    const isShell = answer.status === 200 && answer.text === shell;
    const actual =
      answer.status >= 400 || isShell ? 'nothing' : `${answer.status} ${answer.text.slice(0, 40)}`;
    const moved = answer.status >= 300 && answer.status < 400;
    seen.confirm(`GET ${path}`, { expected: 'nothing', actual: moved ? 'nothing' : actual });
  }
});
