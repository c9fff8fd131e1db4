import type { Difference } from './difference.ts';

const longestValue = 160;

/**
 * The differences as a person reads them: the worst first, one line each, of a long text only where it departs.
 * `limit` lines are shown, and how many were not.
 */
export function describeDifferences(differences: readonly Difference[], limit = 40): string {
  if (differences.length === 0) return 'No difference.';
  const ordered = [...differences].sort((a, b) => weight(a) - weight(b));
  const lines = ordered.slice(0, limit).map(describeDifference);
  const more = ordered.length - lines.length;
  const heading = `${ordered.length} ${ordered.length === 1 ? 'difference' : 'differences'}:`;
  return [heading, ...lines, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}

/** `- public.orders: table.count: expected 10 rows, got 9 rows` */
export function describeDifference({ kind, subject, expected, actual }: Difference): string {
  const [wanted, got] = whereTheyDepart(oneLine(expected), oneLine(actual));
  return `- ${subject}: ${kind}: expected ${wanted}, got ${got}`;
}

/** Lost data before lost rules, and those before lost shape; the order within each is kept. */
function weight({ kind }: Difference): number {
  const order = [
    /^(nothing|part|allowance|integrity)/,
    /^(rows|table\.(count|rows)|object)/,
    /^(sequence|position)/,
  ];
  const found = order.findIndex((pattern) => pattern.test(kind));
  return found === -1 ? order.length : found;
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

function whereTheyDepart(expected: string, actual: string): [string, string] {
  if (expected.length <= longestValue && actual.length <= longestValue) return [expected, actual];
  let at = 0;
  while (at < expected.length && expected[at] === actual[at]) at += 1;
  const from = Math.max(0, at - 40);
  const cut = (text: string) => {
    const shown = text.slice(from, from + longestValue);
    return `${from > 0 ? '…' : ''}${shown}${from + longestValue < text.length ? '…' : ''}`;
  };
  return [cut(expected), cut(actual)];
}
