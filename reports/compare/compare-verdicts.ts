import { checkName } from '../figures.ts';
import type { Changes, CheckChange, FigureChange, LineChange } from '../schema/changes.ts';
import type { VerdictCheck, VerdictLine } from '../schema/checks.ts';
import type { Verdict } from '../verdict.ts';

type Comparable = Pick<Verdict, 'decision' | 'run' | 'checks' | 'checklist' | 'partial'>;

/** How far from well an outcome is: what got worse is read first. */
const harm: Readonly<Record<string, number>> = {
  fail: 3,
  unbound: 2,
  inconclusive: 2,
  waived: 1,
  warning: 1,
};

function byHarm<T extends Pick<CheckChange | LineChange, 'before' | 'after'>>(list: readonly T[]): T[] {
  const of = (outcome: string): number => harm[outcome] ?? 0;
  return list.toSorted(
    (a, b) => of(b.after) - of(a.after) || Number(a.before === 'absent') - Number(b.before === 'absent'),
  );
}

/** The same thing of both runs, by its key; what only one of them has stands alone. */
function pairs<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (item: T) => string,
): readonly (readonly [T | undefined, T | undefined])[] {
  const earlier = new Map(before.map((item) => [keyOf(item), item]));
  const later = new Map(after.map((item) => [keyOf(item), item]));
  const keys = new Set([...later.keys(), ...earlier.keys()]);
  return [...keys].map((key) => [earlier.get(key), later.get(key)]);
}

function checkChange(before: VerdictCheck | undefined, after: VerdictCheck | undefined): CheckChange[] {
  const either = after ?? before;
  if (!either || before?.outcome === after?.outcome) return [];
  return [
    {
      ref: either.ref,
      name: checkName(either),
      before: before?.outcome ?? 'absent',
      after: after?.outcome ?? 'absent',
      reason: after?.reason ?? '',
    },
  ];
}

function lineChange(before: VerdictLine | undefined, after: VerdictLine | undefined): LineChange[] {
  const either = after ?? before;
  if (!either || before?.outcome === after?.outcome) return [];
  const { id, text, phase } = either;
  return [
    {
      id,
      text,
      phase,
      before: before?.outcome ?? 'absent',
      after: after?.outcome ?? 'absent',
      reason: after?.reason ?? '',
    },
  ];
}

/** Only what is held to a limit in a unit: a count of findings says nothing of how fast a system is. */
function figureChange(before: VerdictCheck | undefined, after: VerdictCheck | undefined): FigureChange[] {
  if (typeof before?.actual !== 'number' || typeof after?.actual !== 'number') return [];
  const { ref, unit, limit, n, interval } = after;
  if (limit === null || before.unit !== unit || before.actual === after.actual) return [];
  const figures = { before: before.actual, after: after.actual, limit, nBefore: before.n, n, interval };
  return [{ ref, name: checkName(after), unit, ...figures }];
}

/**
 * What the later of two runs says otherwise than the earlier. Of a partial run only what it asked is compared: that
 * the rest is missing is no change of the system.
 */
export function compareVerdicts(before: Comparable, after: Comparable): Changes {
  const checks = pairs(before.checks, after.checks, ({ ref }) => ref).filter(
    ([earlier, later]) =>
      (later !== undefined || after.partial === null) && (earlier !== undefined || before.partial === null),
  );
  const lines = pairs(before.checklist, after.checklist, ({ id }) => id);
  const isWhole = before.partial === null && after.partial === null;
  const { id, profile, stack, startedAt, release } = before.run;
  return {
    before: { id, profile, stack, startedAt, release, decision: before.decision },
    checks: byHarm(checks.flatMap((pair) => checkChange(...pair))),
    lines: isWhole ? byHarm(lines.flatMap((pair) => lineChange(...pair))) : [],
    figures: checks.flatMap((pair) => figureChange(...pair)),
  };
}

/** A release is known again by its digest; that of what somebody else has built is unknown, and equals nothing. */
export function isSameRelease(
  a: Verdict['run']['release'],
  b: Verdict['run']['release'],
): boolean | undefined {
  if (!a || !b || a.digest === 'unknown' || b.digest === 'unknown') return undefined;
  return a.digest === b.digest;
}
