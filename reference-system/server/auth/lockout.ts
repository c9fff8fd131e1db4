import type { ServerConfig } from '../config.ts';
import type { Database } from '../database.ts';
import { ApiError } from '../errors.ts';

const lockedError = (seconds: number): ApiError =>
  new ApiError(423, 'locked', 'Too many failed attempts. Please wait and try again later', {
    retryAfterS: Math.max(1, Math.ceil(seconds)),
  });

/** Refuses with 423 while the account is locked; an unknown e-mail locks just the same. */
export const refuseLocked = async (db: Database, email: string): Promise<void> => {
  const found = await db.query<{ seconds: number }>(
    `select extract(epoch from locked_until - now())::float8 as seconds
       from login_failures where email = $1 and locked_until > now()`,
    [email],
  );
  if (found.rows[0]) throw lockedError(found.rows[0].seconds);
};

/** Counts a failure; the one that reaches the limit locks. A lock that has run out starts the count anew. */
export const countFailure = async (db: Database, config: ServerConfig, email: string): Promise<void> => {
  await db.query(
    `insert into login_failures as f (email, failures, locked_until)
       values ($1, 1, case when $2 <= 1 then now() + make_interval(mins => $3) end)
     on conflict (email) do update set
       failures = case when f.locked_until <= now() then 1 else f.failures + 1 end,
       locked_until = case
         when f.locked_until > now() then f.locked_until
         when case when f.locked_until is null then f.failures + 1 else 1 end >= $2 then now() + make_interval(mins => $3)
       end,
       last_failure_at = now()`,
    [email, config.LOCKOUT_FAILURES, config.LOCKOUT_MINUTES],
  );
};

/** Forgets the failures after a success, unless guesses made at the same time locked the account meanwhile. */
export const forgetFailures = async (db: Database, email: string): Promise<void> => {
  await db.query(
    'delete from login_failures where email = $1 and (locked_until is null or locked_until <= now())',
    [email],
  );
  await refuseLocked(db, email);
};
