import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startReceiver } from '../../watch/testing/receiver.ts';
import { openState } from '../../watch/store/open-state.ts';
import { looksSince, watchedPlaces } from '../../watch/store/read-looks.ts';
import type { RunningDeployment } from './deployment.ts';
import { startGolive, type Ended } from './golive-child.ts';
import type { Place } from './place.ts';

const nightly = `${new Date(Date.now() - 5 * 3_600_000).toISOString()} 48000000 nightly`;
const cleanUp = `housekeeping ${new Date(Date.now() - 600_000).toISOString()} 0`;
const printed = (text: string) => ({ command: `echo '${text}'`, timeoutMs: 5_000 });

/**
 * What becomes of looks at a system that runs: a good one, one that finds another version, one that finds nothing,
 * and what is told, kept and shown of them.
 */
export async function lookFourTimes(deployment: RunningDeployment, place: Place): Promise<void> {
  await using receiver = await startReceiver();
  const { hostName, front, release } = deployment.stack.facts;
  const state = join(place.folder, 'state', 'smoke.db');
  const alerts = join(place.folder, 'alerts.json');
  const channels = [{ kind: 'webhook', format: 'json', url: `${receiver.url}/alert` }];
  writeFileSync(alerts, JSON.stringify({ after: 1, channels }));
  const hooks = deployment.hooks(place.folder, {
    commands: { newestBackups: printed(nightly), jobs: printed(cleanUp) },
  });
  const look = async (port: number, version: string, ...more: readonly string[]): Promise<Ended> =>
    await startGolive({
      place,
      environment: deployment.environment,
      arguments: [
        ...['smoke', 'reference', '--url', `https://${hostName}`, '--connect', `127.0.0.1:${port}`],
        ...['--hooks', hooks, '--release', version, '--state', state, '--alerts', alerts],
        ...['--heartbeat', `${receiver.url}/beat`, '--reports', place.reports, ...more],
      ],
    }).ended;
  const events = (): readonly string[] =>
    receiver.received.map(({ path, body }) => (path === '/beat' ? 'beat' : String(JSON.parse(body).event)));

  const good = await look(front.httpsPort, release.version);
  assert.equal(good.code, 0, good.stdout + good.stderr);
  assert.match(good.stdout, /^GO: all \d+ required answers are yes/mu);
  assert.deepEqual(events(), ['beat']);

  const other = await look(front.httpsPort, '99.0.0', '--only', 'version.expected');
  assert.equal(other.code, 1, other.stderr);
  assert.deepEqual(events(), ['beat', 'failing', 'beat']);

  // Nobody listens there: that is an answer about the system, and is kept as one.
  const gone = await look(1, release.version);
  assert.equal(gone.code, 1, gone.stderr);
  assert.match(gone.stdout, /NO-GO: stack\.ready/u);
  assert.deepEqual(events(), ['beat', 'failing', 'beat', 'beat']);

  const back = await look(front.httpsPort, release.version, '--only', 'stack.ready');
  assert.equal(back.code, 3, back.stderr);
  assert.deepEqual(events().slice(-2), ['recovered', 'beat']);

  using database = openState(state);
  const [watched] = watchedPlaces(database);
  assert.ok(watched);
  const looks = looksSince(database, watched, new Date(0));
  assert.deepEqual(
    looks.map(({ state: each, up }) => `${each} ${String(up)}`),
    ['ok true', 'failing null', 'failing false', 'ok null'],
  );
  const requests = looks[0]?.requests ?? 0;
  assert.ok(requests > 40 && requests <= 300, `${requests} requests`);
  await showTwice(place, state);
}

async function showTwice(place: Place, state: string): Promise<void> {
  const golive = async (...words: readonly string[]): Promise<Ended> =>
    await startGolive({ place, arguments: words }).ended;
  const shown = await golive('history', 'reference', '--state', state);
  assert.equal(shown.code, 0, shown.stderr);
  assert.match(shown.stdout, /4 looks over/u);
  assert.match(shown.stdout, /^ {2}oxxo$/mu);
  const heard = await golive('watchdog', 'reference', '--state', state, '--within', '1h');
  assert.equal(heard.code, 0, heard.stderr);
  const unheard = await golive('watchdog', 'reference', '--state', state, '--within', '0s');
  assert.equal(unheard.code, 1);
  assert.match(unheard.stdout, /no look for/u);
}
