import { Secret, TOTP } from 'otpauth';
import type { Database } from '../database.ts';

const periodS = 30;

/** The time step whose code this is (one step early or late is accepted), or null. */
export const stepOfCode = (base32: string, code: string, nowMs: number): number | null => {
  const totp = new TOTP({ secret: Secret.fromBase32(base32), algorithm: 'SHA1', digits: 6, period: periodS });
  const delta = totp.validate({ token: code, timestamp: nowMs, window: 1 });
  return delta === null ? null : Math.floor(nowMs / 1000 / periodS) + delta;
};

/** Accepts the code's step once: false when this or a later one was used before, even by a request at the same time. */
export const spendStep = async (db: Database, userId: string, step: number): Promise<boolean> => {
  const updated = await db.query(
    'update users set totp_last_step = $2 where id = $1 and (totp_last_step is null or totp_last_step < $2)',
    [userId, step],
  );
  return updated.rowCount === 1;
};
