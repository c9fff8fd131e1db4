import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { WatchError } from '../watch-error.ts';
import { stateTables, stateVersion } from './schema.ts';

/** Longer than any other run holds the file. */
const busyMs = 15_000;

/**
 * Opens the file that what was seen is kept in; made where it is not there, for its owner alone.
 * @throws WatchError `state-file` where it is none of Golive's, or cannot be written.
 */
export function openState(file: string): DatabaseSync {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const database = new DatabaseSync(file, { timeout: busyMs });
    try {
      prepare(database);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  } catch (cause) {
    const seen = cause instanceof Error ? cause.message : String(cause);
    throw new WatchError('state-file', `${file}: expected a file of golive smoke, got: ${seen}`, { cause });
  }
}

function prepare(database: DatabaseSync): void {
  database.exec('pragma journal_mode = wal; pragma synchronous = normal');
  const version = Number(database.prepare('pragma user_version').get()?.['user_version'] ?? 0);
  if (version === stateVersion) return;
  if (version !== 0) throw new Error(`version ${version} of it, this Golive knows ${stateVersion}`);
  const tables = Number(database.prepare('select count(*) as n from sqlite_master').get()?.['n'] ?? 0);
  inTransaction(database, () => {
    const made = Number(database.prepare('pragma user_version').get()?.['user_version'] ?? 0);
    if (made === stateVersion) return;
    if (tables > 0 && made === 0) throw new Error('a database with other tables');
    database.exec(stateTables);
  });
}

/** All of it or nothing, and nobody else's writes in between. */
export function inTransaction<T>(database: DatabaseSync, act: () => T): T {
  database.exec('begin immediate');
  try {
    const result = act();
    database.exec('commit');
    return result;
  } catch (error) {
    database.exec('rollback');
    throw error;
  }
}
