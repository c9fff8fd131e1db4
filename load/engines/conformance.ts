import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Recorded } from '../bench/recording-server.ts';
import { startServerProcess } from '../calibration/server-process.ts';
import { multipartFrame } from '../multipart.ts';
import { writePlan } from '../plan-files.ts';
import type { FeedLine, LoadPlan } from '../plan.ts';
import { planLoad } from '../planner.ts';
import { CLOSED_PART } from '../stages-for.ts';
import { Renewals } from '../tokens.ts';
import type { EngineName } from './engine.ts';
import { playPart, type Played } from './play-part.ts';
import { createHash } from 'node:crypto';

const ORIGIN = 'http://app.example.test';
const USERS = 10;
const expect = { status: [200, 201], pointers: [{ pointer: '/items/0/id', equals: 1 }] };

/** What a recording server saw of one engine, beside what the plan told it to send. */
export interface Conformance {
  played: Played;
  /** `name method path content-type sha256 token`, sorted. */
  wanted: string[];
  seen: string[];
  recorded: Recorded[];
  feed: readonly FeedLine[];
  plan: LoadPlan;
}

/** Plays one plan by an engine against a server that writes down what comes: reads, writes, forms and uploads. */
export async function conform(playing: {
  engine: EngineName;
  model: 'open' | 'closed';
  k6?: string;
  ratePerSecond?: number;
  durationS?: number;
  /** Sessions that live so long, s: renewed ones are called `renewed-<user>`. */
  tokenLifetimeS?: number;
}): Promise<Conformance> {
  const folder = mkdtempSync(join(tmpdir(), 'load-conform-'));
  try {
    const photo = join(folder, 'photo.bin');
    writeFileSync(photo, Buffer.from(Array.from({ length: 30_000 }, (_, at) => (at * 7) % 256)));
    const { ratePerSecond = 50, durationS = 6 } = playing;
    const { plan, feed } = conformancePlan(photo, { ratePerSecond, durationS });
    await writePlan(folder, plan, feed);
    await using server = await startServerProcess(new URL('../bench/recording-server.ts', import.meta.url));
    const part = playing.model === 'open' ? 1 : CLOSED_PART;
    const sourceAddresses = Array.from({ length: USERS }, (_, user) => `127.0.3.${user + 1}`);
    const tokens = Array.from({ length: USERS }, (_, user) => `token-${user}`);
    const { tokenLifetimeS } = playing;
    const signIn = (user: number) => Promise.resolve(`renewed-${user}`);
    const played = await playPart({
      engine: playing.engine,
      ...(playing.k6 === undefined ? {} : { k6: playing.k6 }),
      ...{ folder, plan, part },
      destination: { origin: ORIGIN, address: '127.0.0.1', port: server.port, sourceAddresses },
      tokens,
      ...(tokenLifetimeS === undefined
        ? {}
        : { renewals: new Renewals([...tokens], tokenLifetimeS, signIn) }),
    });
    const answer = await fetch(`http://127.0.0.1:${server.port}/recorded`);
    const recorded = (await answer.json()) as Recorded[];
    const lines = feed.filter((line) => line.part === part);
    const wanted = lines.map((line) => describe(line, photo)).sort();
    const seen = recorded.map((each) => said(each, plan)).sort();
    return { played, wanted, seen, recorded, feed: lines, plan };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function conformancePlan(photo: string, shape: { ratePerSecond: number; durationS: number }) {
  return planLoad({
    name: 'conformance',
    mix: {
      requests: [
        { name: 'list', method: 'GET', path: '/jobs?page={page}', weight: 60, expect },
        {
          name: 'new job',
          method: 'POST',
          path: '/jobs',
          weight: 25,
          write: true,
          body: { json: { title: 'Größe {unique}', page: '{page}' } },
          expect,
        },
        {
          name: 'search',
          method: 'PUT',
          path: '/search',
          weight: 8,
          body: { form: { q: 'a b&c {unique}' } },
          expect,
        },
        { name: 'remove', method: 'DELETE', path: '/jobs/{uuid}', weight: 4, write: true, expect },
        {
          name: 'photo',
          method: 'POST',
          path: '/jobs/1/photos',
          weight: 3,
          write: true,
          upload: true,
          body: { upload: { file: photo, contentType: 'image/png', field: 'photos', fields: { note: 'é' } } },
          expect,
        },
      ],
    },
    users: USERS,
    ...shape,
    warmUpS: 1,
    closed: { warmUpS: 0, durationS: shape.durationS },
    seed: 'conformance',
    records: { page: [1, 2, 3] },
    origin: ORIGIN,
  });
}

function describe(line: FeedLine, photo: string): string {
  const frame = typeof line.body === 'object' ? multipartFrame(line.body, line.sequence) : undefined;
  const content = Buffer.from(Array.from({ length: 30_000 }, (_, at) => (at * 7) % 256));
  const body =
    frame === undefined
      ? Buffer.from(typeof line.body === 'string' ? line.body : '')
      : Buffer.concat([Buffer.from(frame.head), content, Buffer.from(frame.tail)]);
  if (frame !== undefined && typeof line.body === 'object' && line.body.file !== photo) return 'another file';
  const sha256 = createHash('sha256').update(body).digest('hex');
  const contentType = frame?.contentType ?? line.headers['content-type'] ?? '';
  const token = (line.headers['authorization'] ?? '').replace('{token}', `token-${line.user}`);
  return [line.name, line.method, line.path, contentType, sha256, token].join(' ');
}

/** The name of a request is in no request: it is told by method and path. */
function said({ method, path, contentType, sha256, authorization }: Recorded, plan: LoadPlan): string {
  const named = plan.requests.find((request) => {
    return (
      request.method === method &&
      path.split(/[/?]/)[1] === request.path.split(/[/?]/)[1] &&
      lengths(request.path, path)
    );
  });
  return [named?.name ?? 'unknown', method, path, contentType, sha256, authorization].join(' ');
}

function lengths(template: string, path: string): boolean {
  return template.split('/').length === path.split('/').length;
}
