import { openHttp, type HttpAnswer, type HttpClient } from '../../stack/clients/http.ts';
import { accountOf, headersFor, sendRequest, signIn, type Session } from '../../stack/clients/session.ts';
import { StackError } from '../../stack/stack-error.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import { applicable } from '../../targets/capabilities.ts';
import type { OutsideService } from '../../targets/schema/running.ts';
import { substituteAll } from '../../targets/substitute.ts';
import { findMarkers } from '../marker-writer.ts';
import { namesOfRow } from './names-of-row.ts';
import { startNeighbour, type Mood, type Neighbour } from './neighbour.ts';
import { open, tellerOf, type Row, type RunningContext } from './running-context.ts';
import { demandProcesses } from './stands-in.ts';
import { withCopy } from './with-copy.ts';

const check = 'outside.degrades';
const sourceAddress = '127.0.3.33';
const troubles = ['refuse', 'hang', 'fail'] as const satisfies readonly Mood[];
const inWords: Readonly<Record<(typeof troubles)[number], string>> = {
  refuse: 'nobody listens there',
  hang: 'it never answers',
  fail: 'it answers 500',
};

interface Scene {
  readonly service: OutsideService;
  readonly copy: StartedStack;
  readonly http: HttpClient;
  readonly session: Session;
  readonly names: Readonly<Record<string, string>>;
  readonly neighbour: Neighbour;
}

/** Puts a stand-in in the place of each service, and has people work while it refuses, hangs and fails. */
export async function askOutside(context: RunningContext): Promise<void> {
  const services = applicable(context.stack.target.running.outside, 'outside');
  const tell = tellerOf(context)(check);
  for (const service of services) {
    context.signal.throwIfAborted();
    const { id: subject } = service;
    const tellOne = (row: Row): void => tell({ ...row, subject });
    await withCopy(context, { name: `without-${subject}` }, tellOne, async (copy) => {
      demandProcesses(copy, 'what stands in for somebody else’s service is on loopback');
      await using neighbour = await startNeighbour();
      await context.restart(copy, substituteAll(service.environment, { url: neighbour.url }));
      const { target, access, facts } = copy;
      const http = openHttp({ facts, access, sourceAddress });
      try {
        const { role } = target.operations.marker.write;
        const session = await signIn(http, { target, role, account: accountOf(target, access, role) });
        const names = await namesOfRow(copy, service.givenRow);
        await playTroubles({ service, copy, http, session, names, neighbour }, context, tellOne);
      } finally {
        await http.close();
      }
    });
  }
}

async function playTroubles(
  scene: Scene,
  { report }: RunningContext,
  tell: (row: Row) => void,
): Promise<void> {
  const { service, neighbour } = scene;
  for (const need of service.needs) {
    const { status } = await sendNeed(scene, need, 'before');
    if (need.status.includes(status) && neighbour.heard.length > 0) continue;
    const reason = `while it answers: expected ${need.status.join('/')}, got ${status}; it was asked ${neighbour.heard.length} times`;
    tell(open(`${need.request.method} ${need.request.path} asks ${service.id}`, reason));
    return;
  }
  for (const mood of troubles) {
    report(`${service.id}: ${inWords[mood]}`);
    await neighbour.become(mood);
    for (const row of await withoutIt(scene, mood)) tell(row);
  }
}

async function sendNeed(
  { copy: { target, access }, http, names }: Scene,
  { role, request }: OutsideService['needs'][number],
  unique: string,
): Promise<HttpAnswer> {
  const { token } = await signIn(http, { target, role, account: accountOf(target, access, role) });
  return await sendRequest(http, request, { ...names, unique }, headersFor(target, role, token));
}

/** What needs it, and beside it all that does not: both at once, for one may hold the other up. */
async function withoutIt(scene: Scene, mood: (typeof troubles)[number]): Promise<readonly Row[]> {
  const { service } = scene;
  const limit = service.withinMs.value;
  const said = await Promise.all([
    ...service.needs.map((need) => {
      const what = `${need.request.method} ${need.request.path}`;
      return timed(what, need.said, limit, () => sendNeed(scene, need, mood));
    }),
    ...restOf(scene, mood).map(({ what, status, send }) => timed(what, status, limit, send)),
  ]);
  const wrong = said.filter((one) => one !== '');
  const marker = markerOf(mood);
  const { access, target } = scene.copy;
  const kept = access.sql
    ? await findMarkers(access.sql, target.operations.marker.query, [marker])
    : new Set();
  const lost = kept.has(marker) ? [] : ['the write that was made meanwhile is not in the database'];
  const all = [...wrong, ...lost];
  return [
    {
      expected: 0,
      actual: all.length,
      unit: `answers that are wrong while ${inWords[mood]}`,
      n: said.length + 1,
      reason: all.join('; '),
    },
  ];
}

const markerOf = (mood: Mood): string => `without-${mood}`;

/** A write, its log-in and the lists that the same person may see: none of them needs anybody else. */
function restOf({ copy: { target }, session }: Scene, mood: Mood) {
  const { role, request, status } = target.operations.marker.write;
  const marker = markerOf(mood);
  const lists = target.endpoints
    .filter(
      ({ method, path, roles, list }) =>
        list && method === 'GET' && roles.includes(role) && !path.includes('{'),
    )
    .map(({ path }) => ({
      what: `GET ${path}`,
      status: [200],
      send: () => session.send({ method: 'GET', path }),
    }));
  const who = target.signIn.whoAmI.path;
  return [
    {
      what: `${request.method} ${request.path}`,
      status,
      send: () => session.send(request, { unique: marker, marker }),
    },
    { what: `GET ${who}`, status: [200], send: () => session.send({ method: 'GET', path: who }) },
    ...lists,
  ];
}

/** Empty where the answer is as expected and in time. */
async function timed(
  what: string,
  expected: readonly number[],
  limitMs: number,
  send: () => Promise<HttpAnswer>,
): Promise<string> {
  try {
    const { status, durationMs } = await send();
    if (!expected.includes(status)) return `${what}: expected ${expected.join('/')}, got ${status}`;
    return durationMs <= limitMs ? '' : `${what}: ${Math.round(durationMs)} ms, expected ${limitMs} at most`;
  } catch (error) {
    if (!(error instanceof StackError)) throw error;
    return `${what}: ${error.message}`;
  }
}
