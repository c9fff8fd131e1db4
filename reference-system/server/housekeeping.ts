import type pg from 'pg';

const everyMs = 3_600_000;

const statements = [
  `delete from idempotency_keys where created_at < now() - interval '30 days'`,
  `delete from sessions where expires_at < now() - interval '30 days'`,
  `delete from login_failures where last_failure_at < now() - interval '1 day' and (locked_until is null or locked_until < now())`,
];

/** Once an hour forgets what can no longer matter; answers how to stop it. */
export const startHousekeeping = (pool: pg.Pool, onError: (error: unknown) => void): (() => void) => {
  const tidy = async (): Promise<void> => {
    try {
      for (const statement of statements) await pool.query(statement);
    } catch (error) {
      onError(error);
    }
  };
  const timer = setInterval(() => void tidy(), everyMs);
  timer.unref();
  return () => clearInterval(timer);
};
