import type { z } from 'zod';
import type { Observation } from '../evidence/row.ts';
import type { HttpClient } from '../stack/clients/http.ts';
import type { Component } from '../stack/component.ts';
import type { readinessSchema } from '../targets/schema/operations.ts';
import type { Target } from '../targets/schema/target.ts';
import { ask, describeHealth, healthyAnswer, type Said } from './front-door.ts';
import { lookUntil, type LastLook } from './look-until.ts';

export interface ReadinessQuestion {
  readonly check: 'health.truthful' | 'health.parts';
  /** What is taken away, in words: `database`. */
  readonly what: string;
  /** Undefined where the stack has none of its own. */
  readonly part: Pick<Component, 'kill' | 'start'> | undefined;
  readonly http: Pick<HttpClient, 'request'>;
  readonly observe: (observation: Omit<Observation, 'fidelity'>) => void;
  readonly report: (message: string) => void;
  readonly signal: AbortSignal;
  readonly health: Target['stack']['health'];
  readonly readiness: Omit<z.infer<typeof readinessSchema>, 'parts'>;
}

/** Yes while all is well, no while the part is gone, yes again when it is back: each step is an observation. */
export async function askReadiness(question: ReadinessQuestion): Promise<void> {
  const { check, what, part, readiness, observe, report } = question;
  if (part === undefined) {
    const reason = `this stack has no ${what} that could be taken away, so its page cannot be caught lying`;
    observe({ check, expected: `a ${what} to stop`, actual: 'none', outcome: 'inconclusive', reason });
    return;
  }
  const now = await waitFor(question, (said) => said.status === readiness.status);
  tellStatus(question, now, 'while all is well', `^${readiness.status}$`);
  if (!now.held) return;
  try {
    report(`taking the ${what} away, waiting for ${readiness.path} to notice`);
    await part.kill();
    await askWithout(question);
  } finally {
    report(`starting the ${what} again`);
    // The signal does not keep it down: whoever comes next needs it.
    await part.start();
  }
  const back = await waitFor(question, (said) => said.status === readiness.status);
  tellStatus(question, back, `after the ${what} was back`, `^${readiness.status}$`);
  tellTime(question, back);
}

async function askWithout(question: ReadinessQuestion): Promise<void> {
  const { check, what, health, http, observe, readiness } = question;
  const isNo = (said: Said): boolean => said.status !== null && readiness.unready.includes(said.status);
  const gone = await waitFor(question, isNo);
  tellStatus(question, gone, `while the ${what} is gone`, `^(${readiness.unready.join('|')})$`);
  tellTime(question, gone);
  const said = await ask(http, health.path, readiness.withinMs);
  const [expected, actual] = [healthyAnswer(health), describeHealth(health, said)];
  const reason =
    expected === actual
      ? ''
      : `${health.path} speaks for the process alone: without its ${what} expected ${expected}, saw ${said.text}`;
  observe({ check, expected, actual, reason });
}

function waitFor(question: ReadinessQuestion, until: (said: Said) => boolean): Promise<LastLook<Said>> {
  const { http, readiness, signal } = question;
  const { path, withinMs } = readiness;
  return lookUntil({ look: () => ask(http, path, withinMs), until, withinMs, signal });
}

function tellStatus(question: ReadinessQuestion, last: LastLook<Said>, when: string, expected: string): void {
  const { check, readiness } = question;
  const { path, withinMs } = readiness;
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
  const { check, readiness } = question;
  const { withinMs: limit } = readiness;
  const actual = Math.round(last.afterMs);
  question.observe({ check, operator: '<=', expected: limit, actual, unit: 'ms', limit });
}
