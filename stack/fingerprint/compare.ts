import { compareCatalogs, compareObjects, compareSequences, compareTables } from './compare-parts.ts';
import type { AllowedDifference, Difference } from './difference.ts';
import type { Fingerprint } from './fingerprint.ts';

/** What may differ, each with the reason that the report prints. */
export interface Allowed {
  /** By `schema.table`: its rows, and positions of sequences that feed only such tables. Its shape may not differ. */
  readonly tables?: Readonly<Record<string, string>>;
  /** Any other difference, by its kind and subject: `'table.owner public.orders'`. */
  readonly differences?: Readonly<Record<string, string>>;
  /** Sequences may stand further on than before (writes went on during the backup), never further back. */
  readonly sequencesAhead?: string;
}

export interface CompareOptions {
  readonly allowed?: Allowed;
}

/** Every difference that is not allowed; empty means that the copy is the same. Pure. */
export function compare(before: Fingerprint, after: Fingerprint, options: CompareOptions = {}): Difference[] {
  return judge(before, after, options).refused;
}

/** The differences that `compare` left out, with the reason of each. Pure. */
export function allowedDifferences(
  before: Fingerprint,
  after: Fingerprint,
  options: CompareOptions,
): AllowedDifference[] {
  return judge(before, after, options).allowed;
}

function judge(before: Fingerprint, after: Fingerprint, { allowed = {} }: CompareOptions) {
  const result: { refused: Difference[]; allowed: AllowedDifference[] } = { refused: [], allowed: [] };
  result.refused.push(...nothingMeasured(before, after), ...unknownAllowances(before, after, allowed));
  for (const difference of allDifferences(before, after)) {
    const reason = reasonFor(difference, before, after, allowed);
    if (reason === undefined) result.refused.push(difference);
    else result.allowed.push({ ...difference, reason });
  }
  return result;
}

function allDifferences(before: Fingerprint, after: Fingerprint): Difference[] {
  return [
    ...compareTables(before.tables ?? [], after.tables ?? []),
    ...compareSequences(before.sequences ?? [], after.sequences ?? []),
    ...compareCatalogs(before.catalog ?? [], after.catalog ?? []),
    ...compareObjects(before.objects ?? [], after.objects ?? []),
    ...compareProblems(before.problems ?? [], after.problems ?? []),
  ];
}

function compareProblems(before: readonly string[], after: readonly string[]): Difference[] {
  const known = new Set(before);
  return after.map((problem) => ({
    kind: 'integrity',
    subject: problem,
    expected: 'sound',
    actual: known.has(problem) ? 'broken, as it was before' : 'broken',
  }));
}

/** Two empty lists are equal, and prove nothing. */
function nothingMeasured(before: Fingerprint, after: Fingerprint): Difference[] {
  const differences: Difference[] = [];
  for (const part of ['tables', 'sequences', 'catalog', 'objects', 'problems'] as const) {
    const [expected, actual] = [before, after].map((side) =>
      side[part] === undefined ? 'not taken' : 'taken',
    );
    if (expected !== actual) {
      differences.push({
        kind: 'part.missing',
        subject: part,
        expected: expected ?? '',
        actual: actual ?? '',
      });
    }
  }
  const rows = (before.tables ?? []).reduce((sum, { count }) => sum + count, 0);
  if (rows === 0 && (before.objects ?? []).length === 0) {
    const expected = 'at least one row or object before';
    differences.push({ kind: 'nothing-compared', subject: 'fingerprint', expected, actual: 'none' });
  }
  return differences;
}

function unknownAllowances(before: Fingerprint, after: Fingerprint, allowed: Allowed): Difference[] {
  const tables = [...(before.tables ?? []), ...(after.tables ?? [])];
  const known = new Set(tables.map(({ schema, table }) => `${schema}.${table}`));
  const unknown = Object.keys(allowed.tables ?? {}).filter((name) => !known.has(name));
  return unknown.map((subject) => ({
    kind: 'allowance.unknown',
    subject,
    expected: 'a table of the database, as schema.table',
    actual: 'no such table before or after',
  }));
}

function reasonFor(
  { kind, subject }: Difference,
  before: Fingerprint,
  after: Fingerprint,
  allowed: Allowed,
): string | undefined {
  if (kind === 'table.count' || kind === 'table.rows') {
    const reason = allowed.tables?.[subject];
    if (reason !== undefined) return reason;
  }
  if (kind === 'sequence.position') {
    const reason = sequenceReason(subject, before, after, allowed);
    if (reason !== undefined) return reason;
  }
  return allowed.differences?.[`${kind} ${subject}`];
}

function sequenceReason(subject: string, before: Fingerprint, after: Fingerprint, allowed: Allowed) {
  const find = (side: Fingerprint) =>
    side.sequences?.find(({ schema, sequence }) => `${schema}.${sequence}` === subject);
  const [was, is] = [find(before), find(after)];
  if (was === undefined || is === undefined) return undefined;
  const reasons = was.feeds.map((column) => allowed.tables?.[column.slice(0, column.lastIndexOf('.'))]);
  if (reasons.length > 0 && reasons.every((reason) => reason !== undefined)) return reasons[0];
  const step = BigInt(is.lastValue) - BigInt(was.lastValue);
  const ahead = is.increment.startsWith('-') ? step <= 0n : step >= 0n;
  const unused = was.isCalled && !is.isCalled && step === 0n;
  return ahead && !unused ? allowed.sequencesAhead : undefined;
}
