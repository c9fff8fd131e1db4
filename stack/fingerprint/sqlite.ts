import { DatabaseSync } from 'node:sqlite';
import { FingerprintError } from './fingerprint-error.ts';
import type { CatalogEntry, Fingerprint, SequenceFingerprint, TableFingerprint } from './fingerprint.ts';
import { fingerprintSqliteTable, quoted } from './sqlite-rows.ts';

export interface SqliteOptions {
  /** Rows in which any value holds one of these texts are left out: rows that were written while a backup ran. */
  readonly leaveOutTexts?: readonly string[];
}

/**
 * Rows, AUTOINCREMENT positions, schema and user_version of an SQLite file as of one moment, and what its own
 * integrity and foreign key checks say (`problems`). The file is opened read-only; a table that is too damaged to
 * be read is a problem, not an error. Throws FingerprintError `file-unreadable` where it is no SQLite database.
 */
export function fingerprintSqlite(file: string, { leaveOutTexts = [] }: SqliteOptions = {}): Fingerprint {
  const database = open(file);
  try {
    const problems: string[] = [];
    const tables: TableFingerprint[] = [];
    for (const table of tableNames(database)) {
      try {
        tables.push(fingerprintSqliteTable(database, table, leaveOutTexts));
      } catch (error) {
        problems.push(`table ${table} cannot be read: ${messageOf(error)}`);
      }
    }
    return {
      tables,
      sequences: sequences(database, problems),
      catalog: [...schema(database), ...numbers(database)],
      problems: [...problems, ...checks(database)],
    };
  } finally {
    database.close();
  }
}

function open(file: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
    // The first read opens the file and begins the one transaction that all of it is read in.
    database.exec('BEGIN; SELECT count(*) FROM sqlite_schema');
    return database;
  } catch (cause) {
    database?.close();
    const message = `expected a readable SQLite database at ${file}, got: ${messageOf(cause)}`;
    throw new FingerprintError('file-unreadable', message, { cause });
  }
}

/** Shadow tables hold the rows of virtual ones (full-text search); the virtual table itself holds none. */
function tableNames(database: DatabaseSync): string[] {
  const rows = database.prepare('PRAGMA table_list').all();
  return rows
    .filter(({ schema, type }) => schema === 'main' && (type === 'table' || type === 'shadow'))
    .map(({ name }) => String(name))
    .filter((name) => !name.startsWith('sqlite_'))
    .sort();
}

function sequences(database: DatabaseSync, problems: string[]): SequenceFingerprint[] {
  const present = database.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'`).get();
  if (present === undefined) return [];
  const rows = database
    .prepare('SELECT name, CAST(seq AS TEXT) AS seq FROM sqlite_sequence ORDER BY name')
    .all();
  return rows.flatMap(({ name, seq }) => {
    const table = String(name);
    try {
      const sql = `SELECT CAST(max(rowid) AS TEXT) AS value FROM ${quoted(table)}`;
      const value = database.prepare(sql).get()?.['value'] ?? null;
      const columnMax = value === null ? null : String(value);
      const feeds = [`main.${table}.rowid`];
      const position = { lastValue: String(seq), isCalled: true, increment: '1', cycles: false };
      return [{ schema: 'main', sequence: table, ...position, feeds, columnMax }];
    } catch (error) {
      problems.push(`the position of table ${table} cannot be compared with its rows: ${messageOf(error)}`);
      return [];
    }
  });
}

function schema(database: DatabaseSync): CatalogEntry[] {
  const sql = `SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\'
    ORDER BY type, name`;
  const rows = database.prepare(sql).all();
  return rows.map(({ type, name, tbl_name: table, sql: definition }) => ({
    kind: String(type),
    name: String(name),
    fields: { table: String(table), definition: definition === null ? null : String(definition) },
  }));
}

function numbers(database: DatabaseSync): CatalogEntry[] {
  return ['user_version', 'application_id', 'encoding'].map((name) => {
    const value = database.prepare(`PRAGMA ${name}`).get()?.[name];
    return { kind: 'pragma', name, fields: { value: value === undefined ? null : String(value) } };
  });
}

function checks(database: DatabaseSync): string[] {
  try {
    const integrity = database.prepare('PRAGMA integrity_check').all();
    const references = database.prepare('PRAGMA foreign_key_check').all();
    return [
      ...integrity.map((row) => String(row['integrity_check'])).filter((said) => said !== 'ok'),
      ...references.map(
        ({ table, rowid, parent }) =>
          `row ${String(rowid)} of ${String(table)} refers to a missing row of ${String(parent)}`,
      ),
    ];
  } catch (error) {
    return [`the integrity check itself failed: ${messageOf(error)}`];
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
