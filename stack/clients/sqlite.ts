import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import type { SqlClient, SqlRow } from './sql.ts';

/** Quoted text, quoted names and comments are passed over; what is left and looks like `$1` is a parameter. */
const tokens = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\$(\d+)/gu;

/** SQLITE_BUSY: somebody else holds the file, such as a system that still works off a load that was too much for it. */
const busyCode = 5;
const busyTryMs = 1_000;
const busyPauseMs = 250;
const busyLimitMs = 60_000;

/** A query waits up to a minute for whoever holds the file, and nobody in this process waits with it for over a second. */
export function openSqlite(file: string, write: boolean): SqlClient {
  const database = new DatabaseSync(file, { readOnly: !write, timeout: busyTryMs });
  const close = async (): Promise<void> => {
    if (database.isOpen) database.close();
  };
  return {
    engine: 'sqlite',
    async query(text, values = []) {
      const { sql, parameters } = inOrder(text, values);
      const rows = await onceFree(() => database.prepare(sql).all(...parameters));
      return rows.map((row): SqlRow => ({ ...row }));
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function onceFree<T>(ask: () => T): Promise<T> {
  const until = performance.now() + busyLimitMs;
  for (;;) {
    try {
      return ask();
    } catch (error) {
      const isBusy = error instanceof Error && 'errcode' in error && error.errcode === busyCode;
      if (!isBusy || performance.now() > until) throw error;
    }
    await pause(busyPauseMs);
  }
}

/** node:sqlite binds only bare `?` by position: each use of `$n` becomes one, with its value once more. */
function inOrder(
  text: string,
  values: readonly unknown[],
): { readonly sql: string; readonly parameters: readonly SQLInputValue[] } {
  const parameters: SQLInputValue[] = [];
  const sql = text.replace(tokens, (token: string, number: string | undefined) => {
    if (number === undefined) return token;
    if (Number(number) < 1 || Number(number) > values.length) {
      throw new RangeError(`expected a value for ${token} in "${text}", got ${values.length} values`);
    }
    parameters.push(bindable(values[Number(number) - 1]));
    return '?';
  });
  return { sql, parameters };
}

function bindable(value: unknown): SQLInputValue {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Date) return value.toISOString();
  return value instanceof Uint8Array ? value : JSON.stringify(value);
}
