import type { TableContent } from './content.ts';

/** One thing that a migration did to what was there: `users.phone`, and in words. */
export interface Changed {
  /** `table` or `table.column`. */
  readonly subject: string;
  readonly what: string;
}

const shownKeys = 3;

const named = (keys: readonly string[]): string =>
  `${keys.slice(0, shownKeys).join(', ')}${keys.length > shownKeys ? ' …' : ''}`;

/**
 * What is no longer as it was: tables and rows that are gone, columns that held something, values that differ. What
 * a migration adds is its own. Values are never said: they may be anybody's.
 */
export function changesOf(
  before: readonly TableContent[],
  after: readonly TableContent[],
): readonly Changed[] {
  return before.flatMap((table): readonly Changed[] => {
    if (table.count === 0) return [];
    const now = after.find(({ name }) => name === table.name);
    if (!now) return [{ subject: table.name, what: `the table is gone, with ${table.count} rows` }];
    const rows = rowsChanged(table, now);
    return rows.length > 0 ? rows : valuesChanged(table, now);
  });
}

function rowsChanged(table: TableContent, now: TableContent): readonly Changed[] {
  const { name } = table;
  if (table.rows === undefined || now.rows === undefined) {
    return now.count < table.count ? [{ subject: name, what: `${table.count} rows were ${now.count}` }] : [];
  }
  const lost = [...table.rows.keys()].filter((key) => now.rows?.has(key) !== true);
  if (lost.length === 0) return [];
  const kind = now.count >= table.count ? 'keys of rows are others' : 'rows are gone';
  return [{ subject: name, what: `${lost.length} of ${table.count} ${kind}: ${named(lost)}` }];
}

function valuesChanged(table: TableContent, now: TableContent): readonly Changed[] {
  const rows = [...(table.rows ?? [])];
  return table.columns.flatMap((column): readonly Changed[] => {
    const subject = `${table.name}.${column}`;
    const held = rows.filter(([, row]) => (row[column] ?? '') !== '');
    if (!now.columns.includes(column)) {
      return held.length === 0 ? [] : [{ subject, what: `the column is gone, with ${held.length} values` }];
    }
    const differ = rows.filter(([key, row]) => now.rows?.get(key)?.[column] !== row[column]);
    if (differ.length === 0) return [];
    const emptied = differ.filter(([key, row]) => row[column] !== '' && now.rows?.get(key)?.[column] === '');
    const how = emptied.length === differ.length ? 'emptied' : 'changed';
    return [{ subject, what: `${how} in ${differ.length} rows: ${named(differ.map(([key]) => key))}` }];
  });
}

/** Those for which the target gives no reason. */
export function unexplained(
  changes: readonly Changed[],
  mayChange: Readonly<Record<string, string>>,
): readonly Changed[] {
  return changes.filter(({ subject }) => {
    const table = subject.split('.')[0] ?? '';
    return mayChange[subject] === undefined && mayChange[table] === undefined;
  });
}
