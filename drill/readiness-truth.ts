import type { z } from 'zod';
import type { Observation } from '../evidence/row.ts';
import type { HttpClient } from '../stack/clients/http.ts';
import type { Component } from '../stack/component.ts';
import type { readinessSchema } from '../targets/schema/operations.ts';
import type { Target } from '../targets/schema/target.ts';
import { ask, describeHealth, healthyAnswer, type Said } from './front-door.ts';
import { lookUntil, type LastLook } from './look-until.ts';

export interface ReadinessQuestion {
  /** Undefined where the stack has no database of its own. */
  readonly database: Pick<Component, 'kill' | 'start'> | undefined;
  readonly http: Pick<HttpClient, 'request'>;
  readonly observe: (observation: Omit<Observation, 'fidelity'>) => void;
  readonly report: (message: string) => void;
  readonly signal: AbortSignal;
  readonly health: Target['stack']['health'];
  readonly readiness: z.infer<typeof readinessSchema>;
}

const check = 'health.truthful';

/** Yes while all is well, no while the database is gone, yes again when it is back: each step is an observation. */
export async function askReadiness(question: ReadinessQuestion): Promise<void> {
  const { database, readiness, observe, report } = question;
  if (database === undefined) {
    const reason = 'this stack has no database that could be taken away, so its page cannot be caught lying';
    observe({ check, expected: 'a database to stop', actual: 'none', outcome: 'inconclusive', reason });
    return;
  }
  const now = await waitFor(question, (said) => said.status === readiness.status);
  tellStatus(question, now, 'while all is well', `^${readiness.status}$`);
  if (!now.held) return;
  try {
    report(`taking the database away, waiting for ${readiness.path} to notice`);
    await database.kill();
    await askWithoutDatabase(question);
  } finally {
    report('starting the database again');
    // The signal does not keep it down: whoever comes next needs it.
    await database.start();
  }
  const back = await waitFor(question, (said) => said.status === readiness.status);
  tellStatus(question, back, 'after the database was back', `^${readiness.status}$`);
  tellTime(question, back);
}

async function askWithoutDatabase(question: ReadinessQuestion): Promise<void> {
  const { health, http, observe, readiness } = question;
  const isNo = (said: Said): boolean => said.status !== null && readiness.unready.includes(said.status);
  const gone = await waitFor(question, isNo);
  tellStatus(question, gone, 'while the database is gone', `^(${readiness.unready.join('|')})$`);
  tellTime(question, gone);
  const said = await ask(http, health.path, readiness.withinMs);
  const [expected, actual] = [healthyAnswer(health), describeHealth(health, said)];
  const reason =
    expected === actual
      ? ''
      : `${health.path} speaks for the process alone: without its database expected ${expected}, saw ${said.text}`;
  observe({ check, expected, actual, reason });
}

function waitFor(question: ReadinessQuestion, until: (said: Said) => boolean): Promise<LastLook<Said>> {
  const { http, readiness, signal } = question;
  const { path, withinMs } = readiness;
  return lookUntil({ look: () => ask(http, path, withinMs), until, withinMs, signal });
}

function tellStatus(question: ReadinessQuestion, last: LastLook<Said>, when: string, expected: string): void {
  const { path, withinMs } = question.readiness;
  const actual = last.seen.status === null ? 'no answer' : String(last.seen.status);
  const wanted = expected.replaceAll(/[\^$()]/gu, '').replaceAll('|', ' or ');
  const outcome = last.held ? 'pass' : 'fail';
  const reason = last.held
    ? ''
    : `${path} ${when}: expected ${wanted} within ${withinMs} ms, the last thing seen was: ${last.seen.text}`;
  question.observe({ check, operator: 'matches', expected, actual, outcome, reason });
}

/** How long it took is told only where it came: what never came has no time. */
function tellTime(question: ReadinessQuestion, last: LastLook<Said>): void {
  if (!last.held) return;
  const { withinMs: limit } = question.readiness;
  const actual = Math.round(last.afterMs);
  question.observe({ check, operator: '<=', expected: limit, actual, unit: 'ms', limit });
}
