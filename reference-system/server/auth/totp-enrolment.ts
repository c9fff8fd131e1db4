import { Secret, TOTP } from 'otpauth';
import { z } from 'zod';
import type { BeganTotp } from '../contract.ts';
import type { Call, Caller, Handlers } from '../call.ts';
import { bodyOf, callerOf, idOf, noContent, ok } from '../call.ts';
import { ApiError, invalid, notFound } from '../errors.ts';
import { password, text } from '../fields.ts';
import { countFailure, forgetFailures, refuseLocked } from './lockout.ts';
import { verifyPassword } from './passwords.ts';
import { stepOfCode } from './totp.ts';

const beginBody = z.object({ password: password('Password', 1) });
const confirmBody = z.object({ code: text('Code', 1, 20) });
const secretBytes = 20;

interface Factor {
  hash: string;
  secret: string | null;
  pending: string | null;
}

const factorOf = async (call: Call, caller: Caller): Promise<Factor> => {
  const found = await call.pool.query<Factor>(
    'select password_hash as hash, totp_secret as secret, totp_pending as pending from users where id = $1',
    [caller.id],
  );
  const [factor] = found.rows;
  if (!factor) throw new ApiError(401, 'unauthenticated', 'Please log in');
  if (factor.secret !== null)
    throw new ApiError(
      409,
      'totp_enabled',
      'You have a second factor already; an administrator can reset it',
    );
  return factor;
};

export const totpHandlers: Handlers<'beginTotp' | 'confirmTotp' | 'resetTotp'> = {
  /** A stolen session is not enough: the password is asked for, and guessing it has its limit. */
  beginTotp: async (call) => {
    const caller = callerOf(call);
    const body = bodyOf(call, beginBody);
    await refuseLocked(call.pool, caller.email);
    const { hash } = await factorOf(call, caller);
    if (!(await verifyPassword(body.password, hash))) {
      await countFailure(call.pool, call.config, caller.email);
      throw new ApiError(400, 'invalid_credentials', 'The password is wrong', { field: 'password' });
    }
    await forgetFailures(call.pool, caller.email);
    const totp = new TOTP({
      issuer: 'Fieldbook',
      label: caller.email,
      secret: new Secret({ size: secretBytes }),
    });
    const secret = totp.secret.base32;
    await call.pool.query('update users set totp_pending = $2 where id = $1 and totp_secret is null', [
      caller.id,
      secret,
    ]);
    const began: BeganTotp = { secret, uri: totp.toString() };
    return ok(began);
  },

  /** The code that confirms is used by that: it opens nothing afterwards. */
  confirmTotp: async (call) => {
    const caller = callerOf(call);
    const { code } = bodyOf(call, confirmBody);
    await refuseLocked(call.pool, caller.email);
    const { pending } = await factorOf(call, caller);
    if (pending === null) throw new ApiError(409, 'totp_not_begun', 'Please begin again: no secret waits');
    const step = stepOfCode(pending, code, Date.now());
    if (step === null) {
      await countFailure(call.pool, call.config, caller.email);
      throw new ApiError(400, 'totp_invalid', 'This code is wrong', { field: 'code' });
    }
    const confirmed = await call.pool.query(
      `update users set totp_secret = totp_pending, totp_pending = null, totp_last_step = $3
        where id = $1 and totp_pending = $2 and totp_secret is null`,
      [caller.id, pending, step],
    );
    if (confirmed.rowCount !== 1) throw new ApiError(409, 'totp_not_begun', 'Please begin again');
    return noContent();
  },

  resetTotp: async (call) => {
    const caller = callerOf(call);
    const person = idOf(call, 'account');
    if (person === caller.id)
      throw invalid('id', 'Another administrator has to reset your own second factor');
    const reset = await call.db.query(
      'update users set totp_secret = null, totp_pending = null, totp_last_step = null where id = $1',
      [person],
    );
    if (reset.rowCount !== 1) throw notFound('account');
    return noContent();
  },
};
