import { allowedDifferences, compare, type Allowed } from '../stack/fingerprint/compare.ts';
import type { AllowedDifference, Difference } from '../stack/fingerprint/difference.ts';
import type { Fingerprint } from '../stack/fingerprint/fingerprint.ts';

/** What a comparison says: `refused` fails, `unsure` alone is inconclusive, `allowed` is printed with its reason. */
export interface ComparisonVerdict {
  readonly refused: readonly Difference[];
  readonly unsure: readonly Difference[];
  readonly allowed: readonly AllowedDifference[];
  /** Rows, objects or entries that were compared. */
  readonly compared: number;
}

export interface DatabaseJudgement {
  readonly rows: ComparisonVerdict;
  readonly structure: ComparisonVerdict;
}

export interface DatabaseStates {
  /** Before the first racing write. */
  readonly before: Fingerprint;
  /** After the last one, on the same database; the racing rows left out. */
  readonly after: Fingerprint;
  /** Brought back from the artifact; the racing rows left out. */
  readonly restored: Fingerprint;
}

const aheadReason = 'numbers were given out while the backup ran';

/**
 * Holds the restored database against the one that was backed up, exactly, the racing writes apart. A table that
 * changed by itself while the backup ran may come back as it was before or after; anything else between is unsure.
 * A sequence may stand further on only where the racing writes moved it. Pure.
 */
export function judgeDatabase(
  states: DatabaseStates,
  mayDiffer: Readonly<Record<string, string>> = {},
): DatabaseJudgement {
  const { before, restored } = states;
  const options = { allowed: allowances(mayDiffer) };
  const sorted = {
    refused: [] as Difference[],
    unsure: [] as Difference[],
    allowed: [] as AllowedDifference[],
  };
  for (const difference of compare(before, restored, options)) {
    if (difference.kind === 'nothing-compared') sorted.unsure.push(difference);
    else sortOne(difference, states, sorted);
  }
  for (const difference of allowedDifferences(before, restored, options)) {
    const isUnmoved = difference.reason === aheadReason && !moved(difference.subject, states);
    const named = mayDiffer[`${difference.kind} ${difference.subject}`];
    if (isUnmoved && named === undefined) sorted.refused.push(difference);
    else
      sorted.allowed.push(isUnmoved && named !== undefined ? { ...difference, reason: named } : difference);
  }
  const part = (wanted: (difference: Difference) => boolean, compared: number): ComparisonVerdict => ({
    refused: sorted.refused.filter(wanted),
    unsure: sorted.unsure.filter(wanted),
    allowed: sorted.allowed.filter(wanted),
    compared,
  });
  const rows = (before.tables ?? []).reduce((sum, { count }) => sum + count, 0);
  const entries = (before.catalog ?? []).length + (before.sequences ?? []).length;
  return { rows: part(isOfRows, rows), structure: part((difference) => !isOfRows(difference), entries) };
}

/** `schema.table` allows its rows to differ; `kind subject` that one difference. */
function allowances(mayDiffer: Readonly<Record<string, string>>): Allowed {
  const entries = Object.entries(mayDiffer);
  return {
    tables: Object.fromEntries(entries.filter(([name]) => !name.includes(' '))),
    differences: Object.fromEntries(entries.filter(([name]) => name.includes(' '))),
    sequencesAhead: aheadReason,
  };
}

function sortOne(
  difference: Difference,
  { before, after, restored }: DatabaseStates,
  sorted: { refused: Difference[]; unsure: Difference[]; allowed: AllowedDifference[] },
): void {
  const { kind, subject } = difference;
  if (
    kind === 'integrity' &&
    /refers to a missing row/u.test(subject) &&
    before.problems?.includes(subject)
  ) {
    sorted.allowed.push({ ...difference, reason: 'it was so before the backup, and came back as it was' });
    return;
  }
  const table = (state: Fingerprint): string | undefined => {
    const found = state.tables?.find((each) => `${each.schema}.${each.table}` === subject);
    return found && `${found.count} ${found.method} ${found.rowHash}`;
  };
  const changedByItself = (kind === 'table.count' || kind === 'table.rows') && table(before) !== table(after);
  if (!changedByItself) sorted.refused.push(difference);
  else if (table(restored) === table(after)) {
    sorted.allowed.push({
      ...difference,
      reason: 'it changed while the backup ran, and came back as after it',
    });
  } else {
    const actual = `${difference.actual}; the table changed by itself while the backup ran: name it in operations.mayDiffer with a reason, or keep it still`;
    sorted.unsure.push({ ...difference, actual });
  }
}

function moved(subject: string, { before, after }: DatabaseStates): boolean {
  const position = (state: Fingerprint): string | undefined => {
    const found = state.sequences?.find(({ schema, sequence }) => `${schema}.${sequence}` === subject);
    return found && `${found.lastValue} ${found.isCalled}`;
  };
  return position(before) !== position(after);
}

const rowKinds = new Set([
  'table.count',
  'table.rows',
  'rows.missing',
  'rows.unexpected',
  'integrity',
  'nothing-compared',
  'allowance.unknown',
]);

/** What `restore.rows-equal` answers for; all else is structure. */
function isOfRows({ kind, subject }: Difference): boolean {
  return rowKinds.has(kind) || (kind === 'part.missing' && (subject === 'tables' || subject === 'problems'));
}
