import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StatementCount, StatementFigures } from '../../stack/clients/statements.ts';
import { countStatements } from '../../stack/clients/statements.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import type { RunContext } from '../run-context.ts';
import { fidelityOf } from './fidelity-of.ts';

const check = 'statements.fast';
const shown = 20;

/** Fewer answers than that, and the database had less to do than the load asks for. */
const leastServed = 0.9;

interface StatementLimits {
  readonly meanMs: number;
  readonly maxMs: number;
}

/** How the load went that the statements were counted under. */
export interface PlayedLoad {
  /** Others had the machine, so that one statement's worst time may be theirs. */
  readonly isStarved: boolean;
  /** Share of its requests that were answered as they must be, 0 to 1. */
  readonly served: number;
}

/** What the database says of its statements while the load is played: read at its end. */
export interface StatementWatch {
  /** Forgets what was counted so far. */
  restart(): Promise<void>;
  write(played: PlayedLoad): Promise<void>;
}

/** Begins to count, where the check is asked for. */
export async function watchStatements(context: RunContext, stack: StartedStack): Promise<StatementWatch> {
  const { sql } = stack.access;
  if (!context.wants([check]) || !sql) return { restart: nothing, write: nothing };
  const count =
    stack.attached === undefined
      ? await countStatements(sql)
      : { why: 'nothing is made or reset in the server of a system that is deployed already' };
  if ('why' in count) {
    return {
      restart: nothing,
      write() {
        observe(context, { outcome: 'inconclusive', reason: count.why, actual: null });
        return Promise.resolve();
      },
    };
  }
  return {
    restart: () => count.restart(),
    write: async (played) => await writeFigures(context, stack, { count, played }),
  };
}

const nothing = (): Promise<void> => Promise.resolve();

async function writeFigures(
  context: RunContext,
  { target }: StartedStack,
  { count, played }: { readonly count: StatementCount; readonly played: PlayedLoad },
): Promise<void> {
  await using counted = count;
  const figures = await counted.read();
  writeFileSync(
    join(context.runFolder, 'statements.json'),
    `${JSON.stringify(figures.slice(0, shown), null, 2)}\n`,
  );
  const { value: limits } = target.limits.statements;
  const [slowest] = figures;
  const longest = figures.toSorted((a, b) => b.maxMs - a.maxMs)[0];
  if (slowest === undefined || longest === undefined) {
    const reason = 'the server counted no statement while the load was played';
    observe(context, { outcome: 'inconclusive', reason, actual: null });
    return;
  }
  const slow = tooSlow(figures, limits);
  const told = slow.slice(0, 3).map(sentence).join('; ');
  const outcome = outcomeOf(slow, limits, played);
  const open = slow.length === 0 ? unserved(played.served) : `others had this machine: ${told}`;
  observe(context, {
    outcome,
    reason: outcome === 'inconclusive' ? open : told,
    actual: `mean ${slowest.meanMs.toFixed(1)} ms, max ${longest.maxMs.toFixed(1)} ms`,
    expected: `mean < ${limits.meanMs} ms, max < ${limits.maxMs} ms`,
    n: figures.reduce((sum, { calls }) => sum + calls, 0),
  });
}

/** Those over a limit, the worst first. */
export function tooSlow(
  figures: readonly StatementFigures[],
  { meanMs, maxMs }: StatementLimits,
): readonly StatementFigures[] {
  const excess = (one: StatementFigures): number => Math.max(one.meanMs / meanMs, one.maxMs / maxMs);
  return figures.filter((one) => excess(one) >= 1).toSorted((one, other) => excess(other) - excess(one));
}

const unserved = (served: number): string =>
  `${Math.floor(served * 100)} % of the load’s requests were answered: the statements were under less than the load`;

/**
 * An average is the system's own; one slow moment on a machine that others had may be theirs. Statements that are fast
 * while most of the load is not served were not under it.
 */
export function outcomeOf(
  slow: readonly StatementFigures[],
  { meanMs }: StatementLimits,
  { isStarved, served }: PlayedLoad,
): 'pass' | 'fail' | 'inconclusive' {
  if (slow.length === 0) return served < leastServed ? 'inconclusive' : 'pass';
  return isStarved && slow.every((one) => one.meanMs < meanMs) ? 'inconclusive' : 'fail';
}

function sentence({ text, calls, meanMs, maxMs }: StatementFigures): string {
  return `mean ${meanMs.toFixed(1)} ms, max ${maxMs.toFixed(1)} ms over ${calls} calls: ${text.slice(0, 160)}`;
}

function observe(
  context: RunContext,
  seen: {
    readonly outcome: 'pass' | 'fail' | 'inconclusive';
    readonly reason: string;
    readonly actual: string | null;
    readonly expected?: string;
    readonly n?: number;
  },
): void {
  context.observe('main', {
    check,
    expected: 'statements that the server counted',
    ...seen,
    fidelity: fidelityOf(context),
  });
}
