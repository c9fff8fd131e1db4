/** One condition of a WHERE clause, by its place in the text. */
export interface SqlCondition {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const ends = /^(?:order by|group by|limit|returning|offset|having|union|for update|on conflict|window)\b/iu;

/**
 * The conditions that are joined by AND in every WHERE of an SQL text. Below a bracket it does not look, and a clause
 * that has an OR beside them is one condition.
 */
export function sqlConditions(sql: string): readonly SqlCondition[] {
  if (!/\b(?:select|update|delete|from)\b/iu.test(sql)) return [];
  return [...sql.matchAll(/\bwhere\s+/giu)].flatMap((match) =>
    conditionsFrom(sql, match.index + match[0].length),
  );
}

function conditionsFrom(sql: string, from: number): readonly SqlCondition[] {
  const found: SqlCondition[] = [];
  let depth = 0;
  let isBetween = false;
  let hasOr = false;
  let start = from;
  let at = from;
  const take = (end: number): void => {
    const text = sql.slice(start, end).trimEnd();
    if (text !== '') found.push({ start, end: start + text.length, text });
  };
  for (; at < sql.length; at += 1) {
    const sign = sql[at] ?? '';
    if (sign === '(' || sign === '{') depth += 1;
    else if (sign === ')' || sign === '}') {
      if (depth === 0) break;
      depth -= 1;
    } else if (sign === '`' || sign === ';' || (sign === sql[0] && /["'`]/u.test(sign))) break;
    if (depth > 0 || !/\s/u.test(sql[at - 1] ?? '')) continue;
    const rest = sql.slice(at, at + 12);
    if (ends.test(rest)) break;
    if (/^or\b/iu.test(rest)) hasOr = true;
    if (/^between\b/iu.test(rest)) isBetween = true;
    if (!/^and\b/iu.test(rest)) continue;
    if (isBetween) {
      isBetween = false;
      continue;
    }
    take(at);
    start = at + 3 + (/^\s*/u.exec(sql.slice(at + 3))?.[0].length ?? 0);
  }
  const whole = start;
  take(at);
  if (!hasOr) return found;
  const text = sql.slice(from, at).trimEnd();
  return whole >= from && text !== '' ? [{ start: from, end: from + text.length, text }] : [];
}
