import type pg from 'pg';

export type Cell = string | number | boolean | null;

const batchRows = 5_000;

/**
 * Inserts rows many at a time, each column as one array: `columns` maps a column to its array type, in the order of
 * the cells of a row.
 */
export const insertRows = async (
  client: pg.Client,
  table: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly Cell[][],
): Promise<void> => {
  const names = Object.keys(columns);
  const arrays = Object.values(columns).map((type, index) => `$${index + 1}::${type}[]`);
  const sql = `insert into ${table} (${names.join(', ')}) select * from unnest(${arrays.join(', ')})`;
  for (let start = 0; start < rows.length; start += batchRows) {
    const batch = rows.slice(start, start + batchRows);
    await client.query(
      sql,
      names.map((_, column) => batch.map((row) => row[column] ?? null)),
    );
  }
};
