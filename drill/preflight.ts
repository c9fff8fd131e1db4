import type { Observation } from '../evidence/row.ts';
import { openHttp, type HttpClient } from '../stack/clients/http.ts';
import type { Component, ComponentRole } from '../stack/component.ts';
import { StackError } from '../stack/stack-error.ts';
import type { StartedStack } from '../stack/started-stack.ts';
import { isNotApplicable } from '../targets/schema/common.ts';
import type { StageContext } from './drill-context.ts';
import { ask, describeHealth, healthyAnswer } from './front-door.ts';
import { askReadiness } from './readiness-truth.ts';
import { stackFidelity } from '../stack/fidelity.ts';

export interface PreflightContext extends StageContext {
  readonly stack: StartedStack;
  /** Asks the front door; opened from the stack's own facts where it is left out. */
  readonly http?: HttpClient;
  /** Left out: all that it can ask. A database is taken away only where that is wanted. */
  wants?(checks: readonly string[]): boolean;
}

const answerLimitMs = 5_000;

/**
 * Answers `stack.ready`, `health.truthful` and `health.parts` on the main stack, before anything else is asked of it.
 * Each part is killed and started again on the way; it is back when this returns or throws, unless it cannot be started.
 */
export async function runPreflight(context: PreflightContext): Promise<void> {
  const { stack } = context;
  const http = context.http ?? openHttp({ facts: stack.facts, access: stack.access });
  const fidelity = stackFidelity(stack.facts);
  const observe = (observation: Omit<Observation, 'fidelity'>): void =>
    context.observe('main', { ...observation, fidelity });
  try {
    const { health, readiness } = stack.target.stack;
    context.report(`asking https://${stack.facts.hostName}${health.path}`);
    const said = await ask(http, health.path, answerLimitMs);
    const where = `https://${stack.facts.hostName}${health.path}`;
    const expected = healthyAnswer(health);
    const answered = describeHealth(health, said);
    const { leftOut = [] } = stack.facts;
    const actual = [answered, ...leftOut].join('; ');
    const saw = expected === answered ? '' : `${where}: expected ${expected}, saw ${said.text}`;
    observe({ check: 'stack.ready', expected, actual, reason: [saw, ...leftOut].filter(Boolean).join('; ') });
    if (isNotApplicable(readiness)) return;
    const question = { ...context, http, observe, health, readiness };
    if (context.wants?.(['health.truthful']) !== false) {
      const part = componentOf(stack, 'database');
      await askReadiness({ ...question, check: 'health.truthful', what: 'database', part });
    }
    if (isNotApplicable(readiness.parts) || context.wants?.(['health.parts']) === false) return;
    for (const role of readiness.parts) {
      if (context.signal.aborted) return;
      const part = componentOf(stack, role);
      await askReadiness({ ...question, check: 'health.parts', what: partNames[role], part });
    }
  } finally {
    if (context.http === undefined) await http.close();
  }
}

const partNames = { objects: 'object storage', cache: 'cache' } as const;

function componentOf(stack: StartedStack, role: ComponentRole): Component | undefined {
  try {
    return stack.component(role);
  } catch (error) {
    if (error instanceof StackError && error.code === 'unsupported') return undefined;
    throw error;
  }
}
