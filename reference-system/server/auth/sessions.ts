import type { LoginResponse, Role } from '../contract.ts';
import type { Caller } from '../call.ts';
import type { ServerConfig } from '../config.ts';
import type { Database } from '../database.ts';
import { accessTokenLifeS, newRefreshToken, refreshHash, signAccessToken } from './tokens.ts';

export interface SessionUser {
  id: string;
  email: string;
  name: string;
  role: Role;
  mustChangePassword: boolean;
}

const sessionLifeDays = 30;

const answer = async (
  config: ServerConfig,
  user: SessionUser,
  sessionId: string,
  refreshToken: string,
): Promise<LoginResponse> => ({
  accessToken: await signAccessToken(config, user.id, sessionId),
  refreshToken,
  expiresIn: accessTokenLifeS,
  user: { id: user.id, email: user.email, name: user.name, role: user.role },
  mustChangePassword: user.mustChangePassword,
});

export const startSession = async (
  db: Database,
  config: ServerConfig,
  user: SessionUser,
): Promise<LoginResponse> => {
  const refreshToken = newRefreshToken();
  const inserted = await db.query<{ id: string }>(
    `insert into sessions (user_id, refresh_hash, expires_at)
       values ($1, $2, now() + make_interval(days => $3)) returning id`,
    [user.id, refreshHash(refreshToken), sessionLifeDays],
  );
  return answer(config, user, inserted.rows[0]?.id ?? '', refreshToken);
};

/**
 * Exchanges a refresh token. Null when it is not valid; one that was exchanged before ends the session,
 * because two people hold it.
 */
export const rotateSession = async (
  db: Database,
  config: ServerConfig,
  token: string,
): Promise<LoginResponse | null> => {
  const next = newRefreshToken();
  const rotated = await db.query<SessionUser & { sessionId: string }>(
    `update sessions s set refresh_hash = $2, refreshed_at = now()
       from users u
      where s.refresh_hash = $1 and s.revoked_at is null and s.expires_at > now() and u.id = s.user_id and u.active
      returning s.id as "sessionId", u.id, u.email, u.name, u.role, u.must_change_password as "mustChangePassword"`,
    [refreshHash(token), refreshHash(next)],
  );
  const row = rotated.rows[0];
  if (!row) {
    await db.query(
      `update sessions set revoked_at = now(), revoked_reason = 'refresh_reused'
        where revoked_at is null and id = (select session_id from spent_refresh_tokens where refresh_hash = $1)`,
      [refreshHash(token)],
    );
    return null;
  }
  await db.query('insert into spent_refresh_tokens (refresh_hash, session_id) values ($1, $2)', [
    refreshHash(token),
    row.sessionId,
  ]);
  return answer(config, row, row.sessionId, next);
};

/** Who a live session belongs to. Read for every request, so that a logout counts at once. */
export const callerOfSession = async (db: Database, sessionId: string): Promise<Caller | null> => {
  const found = await db.query<Caller>({
    name: 'caller-of-session',
    text: `select u.id, s.id as "sessionId", u.email, u.name, u.role, u.must_change_password as "mustChangePassword"
             from sessions s join users u on u.id = s.user_id
            where s.id = $1 and s.revoked_at is null and s.expires_at > now() and u.active`,
    values: [sessionId],
  });
  return found.rows[0] ?? null;
};

export const endSession = async (db: Database, sessionId: string): Promise<void> => {
  await db.query(
    `update sessions set revoked_at = now(), revoked_reason = 'logout' where id = $1 and revoked_at is null`,
    [sessionId],
  );
};

/** After a new password nobody stays signed in but the one who chose it. */
export const endOtherSessions = async (
  db: Database,
  userId: string,
  keepSessionId: string,
): Promise<void> => {
  await db.query(
    `update sessions set revoked_at = now(), revoked_reason = 'password_changed'
      where user_id = $1 and id <> $2 and revoked_at is null`,
    [userId, keepSessionId],
  );
};
