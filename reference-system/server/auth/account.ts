import { z } from 'zod';
import type { Me } from '../contract.ts';
import type { Handlers } from '../call.ts';
import { bodyOf, callerOf, noContent, ok } from '../call.ts';
import { transaction } from '../database.ts';
import { ApiError, invalid } from '../errors.ts';
import { password } from '../fields.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { countFailure, forgetFailures, refuseLocked } from './lockout.ts';
import { endOtherSessions, endSession } from './sessions.ts';

const changeBody = z.object({
  currentPassword: password('Current password', 1),
  newPassword: password('New password', 12),
});

export const accountHandlers: Handlers<'logout' | 'changePassword' | 'me'> = {
  logout: async (call) => {
    await endSession(call.pool, callerOf(call).sessionId);
    return noContent();
  },

  changePassword: async (call) => {
    const caller = callerOf(call);
    const body = bodyOf(call, changeBody);
    // A stolen session must not be a way to guess the password without limit.
    await refuseLocked(call.pool, caller.email);
    const found = await call.pool.query<{ hash: string }>(
      'select password_hash as hash from users where id = $1',
      [caller.id],
    );
    if (!(await verifyPassword(body.currentPassword, found.rows[0]?.hash ?? ''))) {
      await countFailure(call.pool, call.config, caller.email);
      throw new ApiError(400, 'invalid_credentials', 'The current password is wrong', {
        field: 'currentPassword',
      });
    }
    if (body.newPassword === body.currentPassword) {
      throw invalid('newPassword', 'The new password must differ from the current one');
    }
    await forgetFailures(call.pool, caller.email);
    const hash = await hashPassword(body.newPassword);
    await transaction(call.pool, async (db) => {
      await db.query('update users set password_hash = $2, must_change_password = false where id = $1', [
        caller.id,
        hash,
      ]);
      await endOtherSessions(db, caller.id, caller.sessionId);
    });
    return noContent();
  },

  me: async (call) => {
    const { id, email, name, role, mustChangePassword } = callerOf(call);
    const found = await call.db.query<{ totpEnabled: boolean }>(
      'select totp_secret is not null as "totpEnabled" from users where id = $1',
      [id],
    );
    const me: Me = {
      id,
      email,
      name,
      role,
      mustChangePassword,
      totpEnabled: found.rows[0]?.totpEnabled ?? false,
    };
    return ok(me);
  },
};
