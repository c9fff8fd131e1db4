import { setTimeout as pause } from 'node:timers/promises';
import { findCheck } from '../../checks/catalogue.ts';
import type { Observation } from '../../evidence/row.ts';
import { openObjects } from '../../stack/clients/objects.ts';
import { openSql } from '../../stack/clients/sql.ts';
import { stackFidelity } from '../../stack/fidelity.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import { applicable, whyNotApplicable } from '../../targets/capabilities.ts';
import { isNotApplicable } from '../../targets/schema/common.ts';
import type { StageContext } from '../drill-context.ts';
import { lookUntil } from '../look-until.ts';
import { findMarkers } from '../marker-writer.ts';
import { disturbances, type Disturbance } from './disturbances.ts';
import { judgeDisturbance, type DisturbanceFigures, type DisturbanceTimes } from './judge-disturbance.ts';
import { startTraffic, type Traffic } from './traffic.ts';

export interface ResilienceContext extends StageContext {
  readonly stack: StartedStack;
  /** Which of the checks are wanted. */
  readonly wants: (checks: readonly string[]) => boolean;
}

/** What one disturbance did, for the report. */
export interface DisturbanceResult {
  readonly check: string;
  readonly what: string;
  readonly lastedMs: number;
  readonly figures: DisturbanceFigures;
}

type Row = Omit<Observation, 'fidelity' | 'check'>;

/** Confirmed writes before anything is disturbed, and after service is back. */
const confirmedBefore = 8;
const calmAfterMs = 2_000;

/**
 * Disturbs the stack in one way after the other while people write, and holds what was confirmed against the
 * database. The stack is whole when it returns or throws, unless a part cannot be started again.
 */
export async function runResilience(context: ResilienceContext): Promise<readonly DisturbanceResult[]> {
  const results: DisturbanceResult[] = [];
  for (const disturbance of disturbances) {
    if (!context.wants([disturbance.check]) || !isRequired(disturbance, context.stack)) continue;
    context.signal.throwIfAborted();
    const observe = (row: Row): void =>
      context.observe('main', {
        ...row,
        check: disturbance.check,
        fidelity: stackFidelity(context.stack.facts, disturbance.needs),
      });
    const why = whyImpossible(disturbance, context.stack);
    if (why === undefined) results.push(await disturb(disturbance, context, observe));
    else observe({ expected: 'a part to disturb', actual: 'none', outcome: 'inconclusive', reason: why });
  }
  return results;
}

function isRequired({ check }: Disturbance, { target }: StartedStack): boolean {
  const capability = findCheck(check)?.capability;
  return capability === undefined || whyNotApplicable(target, capability) === undefined;
}

function whyImpossible({ check, needs }: Disturbance, stack: StartedStack): string | undefined {
  if (stack.access.sql === undefined) return 'no SQL access: what was confirmed cannot be looked up';
  const missing = needs.find((role) => !stack.components.some((part) => part.role === role));
  if (missing !== undefined) return `this stack has no ${missing} that could be disturbed`;
  if (check !== 'survives.lost-replica') return undefined;
  const [first, second] = stack.components.filter(({ role }) => role === 'application');
  if (first?.crash === undefined) return 'nothing on this stack starts a killed process again';
  return second === undefined
    ? 'this stack has one application process: no replica can take over'
    : undefined;
}

async function disturb(
  disturbance: Disturbance,
  context: ResilienceContext,
  observe: (row: Row) => void,
): Promise<DisturbanceResult> {
  const { stack, signal, report } = context;
  const { target, access } = stack;
  const { outageMs } = applicable(target.resilience, 'resilience');
  const traffic = await startTraffic(stack, signal);
  let times: DisturbanceTimes;
  let left = '';
  try {
    await confirmations(traffic, { count: confirmedBefore, afterMs: 0, withinMs: 10_000, signal });
    const beganAtMs = performance.now();
    report(`${disturbance.what}, while people write`);
    left = (await disturbance.cause(stack, outageMs.value)) ?? '';
    times = { beganAtMs, healedAtMs: performance.now() };
    report(`waiting for service, at most ${outageMs.value / 1000} s`);
    const { healedAtMs } = times;
    await confirmations(traffic, { count: 6, afterMs: healedAtMs, withinMs: outageMs.value + 5_000, signal });
    await pause(calmAfterMs);
  } finally {
    await traffic.stop();
  }
  const markers = traffic.writes.filter(({ confirmed }) => confirmed).map(({ marker }) => marker);
  const { query } = target.operations.marker;
  const stored = access.sql ? await findMarkers(access.sql, query, markers) : new Set<string>();
  const rule = target.stack.readiness;
  const figures = judgeDisturbance(traffic.writes, traffic.readiness, {
    times,
    stored,
    readyWithinMs: isNotApplicable(rule) ? null : rule.withinMs,
  });
  if (left !== '') observe({ expected: 'back by itself', actual: left, outcome: 'fail', reason: left });
  tell(figures, outageMs.value, observe);
  if (disturbance.needs.includes('objects')) await tellFiles(stack, observe);
  return {
    check: disturbance.check,
    what: disturbance.what,
    lastedMs: Math.round(times.healedAtMs - times.beganAtMs),
    figures,
  };
}

/** Waits until people's writes are confirmed; whether they were is for the judge. */
async function confirmations(
  traffic: Traffic,
  wait: {
    readonly count: number;
    readonly afterMs: number;
    readonly withinMs: number;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  await lookUntil({
    look: () =>
      Promise.resolve(
        traffic.writes.filter(({ confirmed, sentAtMs }) => confirmed && sentAtMs >= wait.afterMs).length,
      ),
    until: (seen) => seen >= wait.count,
    withinMs: wait.withinMs,
    signal: wait.signal,
  });
}

function tell(figures: DisturbanceFigures, limitMs: number, observe: (row: Row) => void): void {
  const { confirmed, lost, backAfterMs, falselyReady, refusals, withoutServiceMs } = figures;
  if (confirmed < confirmedBefore) {
    const reason = `only ${confirmed} writes were confirmed in all: ${refusals[0] ?? 'none was tried'}`;
    observe({ expected: confirmedBefore, actual: confirmed, outcome: 'inconclusive', reason, n: confirmed });
    return;
  }
  observe({
    expected: 0,
    actual: lost.length,
    unit: 'confirmed writes lost',
    n: confirmed,
    reason:
      lost.length === 0
        ? ''
        : `confirmed, and not in the database: ${lost
            .slice(0, 5)
            .map(({ marker }) => marker)
            .join(', ')}`,
  });
  const service = `${(withoutServiceMs / 1000).toFixed(1)} s without service${refusals[0] ? `; ${refusals[0]}` : ''}`;
  observe({
    operator: '<=',
    expected: limitMs,
    actual: backAfterMs ?? 'not back',
    unit: 'ms',
    limit: limitMs,
    n: confirmed,
    outcome: backAfterMs !== null && backAfterMs <= limitMs ? 'pass' : 'fail',
    reason:
      backAfterMs === null
        ? `not in service again within ${limitMs} ms of the last part’s return: ${service}`
        : service,
  });
  observe({
    expected: 0,
    actual: falselyReady,
    unit: 'times ready while nothing could be written',
    reason: falselyReady === 0 ? '' : service,
  });
}

/** Every row of the ledger has its file. Files without a row are what an upload that broke off leaves: no loss. */
async function tellFiles(stack: StartedStack, observe: (row: Row) => void): Promise<void> {
  const { access, target } = stack;
  const stated = target.stack.objects;
  if (access.objects === undefined || access.sql === undefined || isNotApplicable(stated)) return;
  await using sql = openSql(access.sql);
  const rows = await sql.query(stated.ledgerQuery);
  const bucket = openObjects(access.objects);
  try {
    const there = new Set((await bucket.list()).map(({ key }) => key));
    const missing = rows.map((row) => String(row['object_key'])).filter((key) => !there.has(key));
    observe({
      expected: 0,
      actual: missing.length,
      unit: 'rows without their file',
      n: rows.length,
      reason: missing.slice(0, 5).join(', '),
    });
  } finally {
    bucket.close();
  }
}
