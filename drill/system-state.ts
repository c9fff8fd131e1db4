import { openSql } from '../stack/clients/sql.ts';
import type { Access } from '../stack/facts.ts';
import { fingerprintObjects } from '../stack/fingerprint/fingerprint-objects.ts';
import type { Fingerprint } from '../stack/fingerprint/fingerprint.ts';
import { readLedger, type LedgerRow } from '../stack/fingerprint/ledger.ts';
import { isNotApplicable } from '../targets/schema/common.ts';
import type { Target } from '../targets/schema/target.ts';
import { fingerprintDatabase } from './database-engine.ts';
import type { ObjectsState } from './objects-judgement.ts';

type DataAccess = Pick<Access, 'sql' | 'objects'>;

/** All that a system has stored, as of one moment. Null: the target has no such part, or the stack no access to it. */
export interface SystemState {
  readonly database: Fingerprint | null;
  readonly objects: ObjectsState | null;
}

/**
 * Takes both fingerprints while nobody writes. Rows that hold one of `leaveOut` are passed over.
 * @throws FingerprintError where something cannot be read to its end.
 */
export async function takeState(
  target: Target,
  access: DataAccess,
  leaveOut: readonly string[] = [],
): Promise<SystemState> {
  return {
    database: await takeDatabase(access, leaveOut),
    objects: await takeObjects(target, access),
  };
}

export async function takeDatabase(
  { sql }: DataAccess,
  leaveOut: readonly string[],
): Promise<Fingerprint | null> {
  return sql === undefined ? null : await fingerprintDatabase(sql, leaveOut);
}

export async function takeObjects(
  target: Target,
  { sql, objects }: DataAccess,
): Promise<ObjectsState | null> {
  const wanted = target.stack.objects;
  if (isNotApplicable(wanted) || objects === undefined) return null;
  const stored = await fingerprintObjects({ kind: 'bucket', access: objects });
  return { objects: stored, ledger: await takeLedger(sql, wanted.ledgerQuery) };
}

async function takeLedger(sql: Access['sql'], query: string): Promise<readonly LedgerRow[]> {
  if (sql === undefined) return [];
  await using client = openSql(sql);
  return await readLedger({ query: async (text) => ({ rows: [...(await client.query(text))] }) }, query);
}
