import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { openHttp, type HttpClient } from '../../stack/clients/http.ts';
import { accountOf, signIn } from '../../stack/clients/session.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import { isNotApplicable } from '../../targets/schema/common.ts';
import { ask } from '../front-door.ts';
import { findPhotoJob, openPhotographer, type PhotoJob } from './photo-traffic.ts';
import { sayWhat, type Said } from './say-what.ts';

/** One write as its sender saw it. Times are ms of one monotonic clock. */
export interface SentWrite extends Said {
  readonly sentAtMs: number;
  /** When an answer came, or the sender gave up. */
  readonly endedAtMs: number;
  /** The system said that it is stored. */
  readonly confirmed: boolean;
}

/** What the readiness page said, and when the answer came. */
export interface ReadinessLook {
  readonly atMs: number;
  readonly status: number | null;
}

/** People who write one marked record or photo after the other, and somebody who watches the readiness page. */
export interface Traffic {
  readonly writes: readonly SentWrite[];
  /** Empty where the system takes none. */
  readonly photos: readonly SentWrite[];
  readonly photoJob: PhotoJob | undefined;
  readonly readiness: readonly ReadinessLook[];
  /** Requests that were sent once more, since their connection was closed before any answer. */
  repeated(): number;
  /** Ends it, and waits for what is under way. */
  stop(): Promise<void>;
}

const writers = 4;
const photographers = 2;
const restMs = 150;
/** Photos are larger, and rarer. */
const photoRestMs = 300;
/** Longer than a person waits, shorter than an outage that matters. */
const answerWithinMs = 4_000;
/** Addresses of this traffic alone: 127.0.3.10 and the following. */
const sourceAddress = (person: number): string => `127.0.3.${10 + person}`;

/** Starts it. Everybody is signed in before anything is disturbed. @throws StackError `refused` where one is not. */
export async function startTraffic(stack: StartedStack, signal: AbortSignal): Promise<Traffic> {
  const { facts, access } = stack;
  const stopped = new AbortController();
  const over = AbortSignal.any([signal, stopped.signal]);
  const clients: HttpClient[] = [];
  const open = (person = clients.length): HttpClient => {
    const http = openHttp({ facts, access, sourceAddress: sourceAddress(person) });
    clients.push(http);
    const send: HttpClient['request'] = (asked) => http.request({ timeoutMs: answerWithinMs, ...asked });
    const request: HttpClient['request'] = (asked) =>
      send(asked).catch((error: unknown) => {
        if (!wasClosedUnanswered(error)) throw error;
        repeated += 1;
        return send(asked);
      });
    return { request, close: () => http.close() };
  };
  let repeated = 0;
  const close = async (): Promise<void> => {
    await Promise.all(clients.map((http) => http.close()));
  };
  const [writes, photos, readiness]: [SentWrite[], SentWrite[], ReadinessLook[]] = [[], [], []];
  try {
    const photoJob = await findPhotoJob(stack);
    const people: (() => Promise<Said>)[] = [];
    for (let person = 0; person < writers; person += 1) people.push(await openWriter(stack, open()));
    const taking: (() => Promise<Said>)[] = [];
    for (let person = 0; photoJob !== undefined && person < photographers; person += 1)
      taking.push(await openPhotographer(stack, open(), photoJob));
    // From where somebody writes, so that both meet the same replica.
    const watcher = open(0);
    const work = [
      ...people.map((send) => keepSending(send, { writes, restMs, over })),
      ...taking.map((send) => keepSending(send, { writes: photos, restMs: photoRestMs, over })),
      watchReadiness(stack, watcher, { readiness, over }),
    ];
    return {
      writes,
      photos,
      photoJob,
      readiness,
      repeated: () => repeated,
      async stop() {
        stopped.abort();
        await Promise.all(work);
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * A front that takes new settings closes connections that it keeps, also in the moment in which a request comes. A browser
 * then asks once more by itself: over HTTP/2 it is told to, over HTTP/1.1 it sees that nothing was answered.
 */
function wasClosedUnanswered(error: unknown): boolean {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  const code: unknown = cause instanceof Error ? Reflect.get(cause, 'code') : undefined;
  return code === 'UND_ERR_SOCKET' || code === 'ECONNRESET';
}

/** Signs somebody in. Each call of what it hands back writes one marked record. */
async function openWriter({ target, access }: StartedStack, http: HttpClient): Promise<() => Promise<Said>> {
  const { request, role, status } = target.operations.marker.write;
  const session = await signIn(http, { target, role, account: accountOf(target, access, role) });
  const beginning = `upset-${randomBytes(6).toString('hex')}`;
  let sent = 0;
  return async () => {
    const marker = `${beginning}-${(sent += 1)}`;
    const send = () => session.send(request, { unique: marker, marker });
    return { marker, said: await sayWhat(send, status) };
  };
}

async function keepSending(
  send: () => Promise<Said>,
  { writes, restMs: rest, over }: { writes: SentWrite[]; restMs: number; over: AbortSignal },
): Promise<void> {
  while (!over.aborted) {
    const sentAtMs = performance.now();
    const { marker, said } = await send();
    writes.push({ marker, said, sentAtMs, endedAtMs: performance.now(), confirmed: said === '' });
    await pause(rest);
  }
}

async function watchReadiness(
  { target }: StartedStack,
  http: HttpClient,
  { readiness, over }: { readonly readiness: ReadinessLook[]; readonly over: AbortSignal },
): Promise<void> {
  const rule = target.stack.readiness;
  if (isNotApplicable(rule)) return;
  while (!over.aborted) {
    const said = await ask(http, rule.path, answerWithinMs);
    readiness.push({ atMs: performance.now(), status: said.status });
    await pause(restMs);
  }
}
