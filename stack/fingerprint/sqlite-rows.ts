import { createHash } from 'node:crypto';
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { TableFingerprint } from './fingerprint.ts';

const lane = 1n << 64n;

/** A name as SQLite takes it, whatever it holds. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * Counts the rows of one table and sums a sha256 of each, so that no order matters and equal rows do not cancel out.
 * Values are read by their storage class (1, 1.0 and '1' differ) and texts as bytes. The implicit rowid is no part
 * of it: VACUUM INTO hands it out anew. A row in which any text holds one of `leaveOutTexts` is passed over.
 */
export function fingerprintSqliteTable(
  database: DatabaseSync,
  table: string,
  leaveOutTexts: readonly string[] = [],
): TableFingerprint {
  const columns = database.prepare(`PRAGMA table_xinfo(${quoted(table)})`).all();
  const values = columns
    .filter(({ hidden }) => hidden !== 1)
    .map(({ name }) => quoted(String(name)))
    .flatMap((name, at) => [
      `typeof(${name}) AS t${at}`,
      `CASE typeof(${name}) WHEN 'text' THEN CAST(${name} AS BLOB) ELSE ${name} END AS v${at}`,
    ]);
  const statement = database.prepare(`SELECT ${values.join(', ')} FROM ${quoted(table)}`);
  statement.setReadBigInts(true);
  let count = 0;
  let low = 0n;
  let high = 0n;
  for (const row of statement.iterate()) {
    if (leaveOutTexts.length > 0 && holdsOneOf(row, leaveOutTexts)) continue;
    const digest = rowDigest(row);
    low = (low + digest.readBigUInt64LE(0)) % lane;
    high = (high + digest.readBigUInt64LE(8)) % lane;
    count += 1;
  }
  const rowHash = high.toString(16).padStart(16, '0') + low.toString(16).padStart(16, '0');
  return { schema: 'main', table, count, method: 'bytes', rowHash };
}

function rowDigest(row: Record<string, SQLOutputValue>): Buffer {
  const hash = createHash('sha256');
  for (let at = 0; row[`t${at}`] !== undefined; at += 1) {
    const bytes = valueBytes(row[`v${at}`] ?? null);
    // The length keeps ('ab', 'c') and ('a', 'bc') apart.
    hash.update(`${String(row[`t${at}`])}:${bytes.byteLength}:`).update(bytes);
  }
  return hash.digest();
}

function holdsOneOf(row: Record<string, SQLOutputValue>, texts: readonly string[]): boolean {
  return Object.values(row).some((value) => {
    if (!(value instanceof Uint8Array)) return false;
    const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    return texts.some((text) => bytes.includes(text));
  });
}

function valueBytes(value: SQLOutputValue): Uint8Array {
  if (value === null) return new Uint8Array();
  if (value instanceof Uint8Array) return value;
  if (typeof value === 'number') return new Uint8Array(Float64Array.of(value).buffer);
  return Buffer.from(String(value));
}
