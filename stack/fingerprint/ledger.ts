import type { Difference } from './difference.ts';
import { FingerprintError } from './fingerprint-error.ts';
import type { ObjectFingerprint } from './fingerprint.ts';

/** What the database says about one object. */
export interface LedgerRow {
  readonly key: string;
  /** Null where the system keeps no hash: that the object is there, and what it is, is all that can be asked. */
  readonly sha256: string | null;
  readonly sizeBytes: number | null;
}

/** Whatever answers an SQL query with rows; a pg client does. */
export interface QuerySource {
  query(sql: string): Promise<{ readonly rows: Record<string, unknown>[] }>;
}

export interface LedgerOptions {
  /** Whether every object of the ledger is a picture. Default true. */
  readonly images?: boolean;
  /** Why objects without a row are in order, for example an upload during the backup. Refused where left out. */
  readonly orphanObjects?: string;
}

/**
 * Reads the ledger by the target's own query: columns `object_key`, `sha256`, and `size_bytes` where there is one.
 * A system that keeps no hash has NULL in all of them.
 * Throws FingerprintError `ledger-unreadable`, naming the column that is missing or malformed.
 */
export async function readLedger(client: QuerySource, sql: string): Promise<LedgerRow[]> {
  const { rows } = await client.query(sql);
  const keepsNone = rows.every(({ sha256 }) => sha256 === null);
  return rows.map((row, at) => {
    const { object_key: key, sha256, size_bytes: size } = row;
    if (typeof key !== 'string' || key === '') throw malformed(at, 'object_key', 'a key', key);
    const hash = sha256 instanceof Uint8Array ? Buffer.from(sha256).toString('hex') : sha256;
    if (!keepsNone && (typeof hash !== 'string' || !/^[0-9a-f]{64}$/i.test(hash)))
      throw malformed(at, 'sha256', '64 hex digits', hash);
    const sizeBytes = size === null || size === undefined ? null : Number(size);
    if (sizeBytes !== null && !Number.isInteger(sizeBytes))
      throw malformed(at, 'size_bytes', 'a whole number', size);
    return { key, sha256: typeof hash === 'string' ? hash.toLowerCase() : null, sizeBytes };
  });
}

function malformed(at: number, column: string, expected: string, got: unknown): FingerprintError {
  const message = `row ${at + 1} of the ledger query: expected column ${column} to hold ${expected}, got ${String(got)}`;
  return new FingerprintError('ledger-unreadable', message);
}

/**
 * Holds objects against the rows that speak of them, both ways. Kinds: `ledger.object-missing`, `ledger.row-missing`,
 * `ledger.duplicate`, `ledger.hash`, `ledger.size`, `ledger.metadata`, `ledger.image`, `nothing-compared`. Pure.
 */
export function compareLedger(
  objects: readonly ObjectFingerprint[],
  rows: readonly LedgerRow[],
  options: LedgerOptions = {},
): Difference[] {
  if (rows.length === 0) {
    const expected = 'at least one row of the ledger';
    return [{ kind: 'nothing-compared', subject: 'ledger', expected, actual: 'none' }];
  }
  const stored = new Map(objects.map((object) => [object.key, object]));
  const known = new Set(rows.map(({ key }) => key));
  const orphans = options.orphanObjects === undefined ? objects.filter(({ key }) => !known.has(key)) : [];
  return [
    ...duplicates(rows),
    ...rows.flatMap((row) => compareRow(row, stored.get(row.key), options.images ?? true)),
    ...orphans.map(({ key, sizeBytes }) => {
      const actual = `an object of ${sizeBytes} bytes that no row names`;
      return { kind: 'ledger.row-missing', subject: key, expected: 'a row for each object', actual };
    }),
  ];
}

function duplicates(rows: readonly LedgerRow[]): Difference[] {
  const counts = new Map<string, number>();
  for (const { key } of rows) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > 1)
    .map(([subject, count]) => ({
      kind: 'ledger.duplicate',
      subject,
      expected: '1 row',
      actual: `${count} rows`,
    }));
}

function compareRow(row: LedgerRow, object: ObjectFingerprint | undefined, image: boolean): Difference[] {
  const subject = row.key;
  if (object === undefined) {
    return [
      {
        kind: 'ledger.object-missing',
        subject,
        expected: `sha256 ${row.sha256 ?? 'unknown'}`,
        actual: 'no object',
      },
    ];
  }
  const differences: Difference[] = [];
  const differ = (kind: string, expected: string, actual: string) =>
    differences.push({ kind: `ledger.${kind}`, subject, expected, actual });
  if (row.sizeBytes !== null && row.sizeBytes !== object.sizeBytes) {
    differ('size', `${row.sizeBytes} bytes`, `${object.sizeBytes} bytes`);
  }
  if (row.sha256 !== null && row.sha256 !== object.sha256)
    differ('hash', `sha256 ${row.sha256}`, `sha256 ${object.sha256}`);
  const own = object.metadata['sha256']?.toLowerCase();
  if (own !== undefined && own !== object.sha256)
    differ('metadata', `sha256 ${object.sha256}`, `sha256 ${own}`);
  if (image && object.image === null) {
    differ('image', 'a PNG, JPEG or WebP with its dimensions', `${object.sizeBytes} bytes that are none`);
  }
  return differences;
}
