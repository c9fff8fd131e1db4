import type pg from 'pg';

const job = 'housekeeping';
const everyMs = 3_600_000;

const statements = [
  `delete from idempotency_keys where created_at < now() - interval '30 days'`,
  `delete from sessions where expires_at < now() - interval '30 days'`,
  `delete from login_failures where last_failure_at < now() - interval '1 day' and (locked_until is null or locked_until < now())`,
  `delete from job_runs where ended_at < now() - interval '30 days'`,
];
const noteRun = 'insert into job_runs (job, started_at, error) values ($1, $2, $3)';

/** Forgets what can no longer matter, at the start and once an hour, and notes how it went; answers how to stop it. */
export const startHousekeeping = (pool: pg.Pool, onError: (error: unknown) => void): (() => void) => {
  const tidy = async (): Promise<void> => {
    const startedAt = new Date();
    let failure: string | null = null;
    try {
      for (const statement of statements) await pool.query(statement);
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
      onError(error);
    }
    // Without a database there is nowhere to note it: the log has it then.
    await pool.query(noteRun, [job, startedAt, failure]).catch(onError);
  };
  void tidy();
  const timer = setInterval(() => void tidy(), everyMs);
  timer.unref();
  return () => clearInterval(timer);
};
