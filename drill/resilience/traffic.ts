import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { openHttp, type HttpClient } from '../../stack/clients/http.ts';
import { accountOf, signIn, type Session } from '../../stack/clients/session.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import type { RequestData } from '../../targets/schema/http.ts';
import { isNotApplicable } from '../../targets/schema/common.ts';
import { ask } from '../front-door.ts';

/** One write as its sender saw it. Times are ms of one monotonic clock. */
export interface SentWrite {
  readonly marker: string;
  readonly sentAtMs: number;
  /** When an answer came, or the sender gave up. */
  readonly endedAtMs: number;
  /** The system said that it is stored. */
  readonly confirmed: boolean;
  /** What was said instead; empty where it was confirmed. */
  readonly said: string;
}

/** What the readiness page said, and when the answer came. */
export interface ReadinessLook {
  readonly atMs: number;
  readonly status: number | null;
}

/** People who write one marked record after the other, and somebody who watches the readiness page. */
export interface Traffic {
  readonly writes: readonly SentWrite[];
  readonly readiness: readonly ReadinessLook[];
  /** Ends it, and waits for what is under way. */
  stop(): Promise<void>;
}

const people = 4;
const restMs = 150;
/** Longer than a person waits, shorter than an outage that matters. */
const answerWithinMs = 4_000;
/** Addresses of this traffic alone: 127.0.3.10 and the following. */
const sourceAddress = (person: number): string => `127.0.3.${10 + person}`;

/** Starts it. Everybody is signed in before anything is disturbed. @throws StackError `refused` where one is not. */
export async function startTraffic(stack: StartedStack, signal: AbortSignal): Promise<Traffic> {
  const { target, access, facts } = stack;
  const { role } = target.operations.marker.write;
  const stopped = new AbortController();
  const over = AbortSignal.any([signal, stopped.signal]);
  const writes: SentWrite[] = [];
  const readiness: ReadinessLook[] = [];
  const clients: HttpClient[] = [];
  const open = (person: number): HttpClient => {
    const http = openHttp({ facts, access, sourceAddress: sourceAddress(person) });
    clients.push(http);
    const request: HttpClient['request'] = (asked) => http.request({ timeoutMs: answerWithinMs, ...asked });
    return { request, close: () => http.close() };
  };
  const close = async (): Promise<void> => {
    await Promise.all(clients.map((http) => http.close()));
  };
  try {
    const sessions: Session[] = [];
    for (let person = 0; person < people; person += 1) {
      sessions.push(await signIn(open(person), { target, role, account: accountOf(target, access, role) }));
    }
    const watcher = open(people);
    const work = [
      ...sessions.map((session) => keepWriting(stack, session, { writes, over })),
      watchReadiness(stack, watcher, { readiness, over }),
    ];
    return {
      writes,
      readiness,
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

async function keepWriting(
  { target }: StartedStack,
  session: Session,
  { writes, over }: { readonly writes: SentWrite[]; readonly over: AbortSignal },
): Promise<void> {
  const { request, status } = target.operations.marker.write;
  const beginning = `upset-${randomBytes(6).toString('hex')}`;
  for (let number = 1; !over.aborted; number += 1) {
    const marker = `${beginning}-${number}`;
    const sentAtMs = performance.now();
    const said = await sayOne(session, request, marker, status);
    writes.push({ marker, sentAtMs, endedAtMs: performance.now(), confirmed: said === '', said });
    await pause(restMs);
  }
}

/** Empty where the write was confirmed. */
async function sayOne(
  session: Session,
  request: RequestData,
  marker: string,
  status: readonly number[],
): Promise<string> {
  try {
    const answer = await session.send(request, { unique: marker, marker });
    if (status.includes(answer.status)) return '';
    return `${answer.status} ${answer.text.replace(/\s+/gu, ' ').slice(0, 120)}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
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
