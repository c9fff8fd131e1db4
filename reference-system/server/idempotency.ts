import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Database } from './database.ts';
import type { Reply } from './call.ts';
import { ApiError, invalid } from './errors.ts';

export interface DeliveryKey {
  userId: string;
  key: string;
  /** What the key was first used for: the same key for something else is a mistake of the client. */
  fingerprint: string;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The request's Idempotency-Key, or null. The payload is left out for uploads: a form's boundary always differs. */
export const deliveryKeyOf = (
  incoming: IncomingMessage,
  userId: string,
  path: string,
  payload: string,
): DeliveryKey | null => {
  const header = incoming.headers['idempotency-key'];
  if (header === undefined) return null;
  if (typeof header !== 'string' || !uuid.test(header))
    throw invalid('Idempotency-Key', 'Idempotency-Key must be a UUID');
  const fingerprint = createHash('sha256').update(`${incoming.method} ${path}\n${payload}`).digest('hex');
  return { userId, key: header.toLowerCase(), fingerprint };
};

const replay = async (db: Database, key: DeliveryKey): Promise<Reply | null> => {
  const found = await db.query<{ fingerprint: string; status: number; response: string | null }>(
    'select fingerprint, status, response from idempotency_keys where user_id = $1 and key = $2',
    [key.userId, key.key],
  );
  const row = found.rows[0];
  if (!row) return null;
  if (row.fingerprint !== key.fingerprint) {
    throw new ApiError(422, 'idempotency_key_reused', 'This Idempotency-Key was used for another request', {
      field: 'Idempotency-Key',
    });
  }
  const headers = { 'idempotency-replayed': 'true' };
  if (row.response === null) return { status: row.status, headers };
  const json: unknown = JSON.parse(row.response);
  return { status: row.status, json, headers };
};

/**
 * Carries the work out once for each key. Runs inside the caller's transaction: of two at once the second waits for
 * the first's row, then answers from it; a refused or failed request leaves no row, so it may be sent again.
 */
export const once = async (
  db: Database,
  key: DeliveryKey | null,
  work: () => Promise<Reply>,
): Promise<Reply> => {
  if (!key) return work();
  const claimed = await db.query(
    'insert into idempotency_keys (user_id, key, fingerprint) values ($1, $2, $3) on conflict do nothing',
    [key.userId, key.key, key.fingerprint],
  );
  if (claimed.rowCount === 0) {
    const before = await replay(db, key);
    if (before) return before;
    throw new ApiError(
      409,
      'delivery_in_progress',
      'This request is just being carried out; please try again',
    );
  }
  const reply = await work();
  const response = reply.json === undefined ? null : JSON.stringify(reply.json);
  await db.query('update idempotency_keys set status = $3, response = $4 where user_id = $1 and key = $2', [
    key.userId,
    key.key,
    reply.status,
    response,
  ]);
  return reply;
};

/** The first answer, if this key was carried out before. */
export const deliveredBefore = (db: Database, key: DeliveryKey): Promise<Reply | null> => replay(db, key);
