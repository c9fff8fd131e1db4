import { z } from 'zod';
import type { Call, Handlers } from '../call.ts';
import { bodyOf, ok } from '../call.ts';
import { transaction } from '../database.ts';
import { ApiError } from '../errors.ts';
import { password, text } from '../fields.ts';
import { countFailure, forgetFailures, refuseLocked } from './lockout.ts';
import { verifyNobody, verifyPassword } from './passwords.ts';
import type { SessionUser } from './sessions.ts';
import { rotateSession, startSession } from './sessions.ts';
import { spendStep, stepOfCode } from './totp.ts';

const loginBody = z.object({
  email: text('E-mail', 1, 254),
  password: password('Password', 1),
  code: z.string().trim().max(20).optional(),
});
const refreshBody = z.object({ refreshToken: text('refreshToken', 1, 200) });

interface Account extends SessionUser {
  passwordHash: string;
  totpSecret: string | null;
}

const findAccount = async (call: Call, email: string): Promise<Account | null> => {
  const found = await call.pool.query<Account>(
    `select id, email, name, role, must_change_password as "mustChangePassword",
            password_hash as "passwordHash", totp_secret as "totpSecret"
       from users where email = $1 and active`,
    [email],
  );
  return found.rows[0] ?? null;
};

const checkCode = async (call: Call, account: Account, code: string | undefined): Promise<boolean> => {
  if (account.totpSecret === null) return true;
  if (!code)
    throw new ApiError(401, 'totp_required', 'Please enter the code of your authenticator', {
      field: 'code',
    });
  const step = stepOfCode(account.totpSecret, code, Date.now());
  return step !== null && (await spendStep(call.pool, account.id, step));
};

const login: Handlers<'login'>['login'] = async (call) => {
  const body = bodyOf(call, loginBody);
  const email = body.email.toLowerCase();
  await refuseLocked(call.pool, email);
  const account = await findAccount(call, email);
  const known = account
    ? await verifyPassword(body.password, account.passwordHash)
    : await verifyNobody(body.password);
  if (!account || !known) {
    await countFailure(call.pool, call.config, email);
    throw new ApiError(401, 'invalid_credentials', 'E-mail or password is wrong');
  }
  if (!(await checkCode(call, account, body.code))) {
    await countFailure(call.pool, call.config, email);
    throw new ApiError(401, 'totp_invalid', 'This code is wrong or was used before', { field: 'code' });
  }
  await forgetFailures(call.pool, email);
  return ok(await startSession(call.pool, call.config, account));
};

const refresh: Handlers<'refresh'>['refresh'] = async (call) => {
  const { refreshToken } = bodyOf(call, refreshBody);
  const tokens = await transaction(call.pool, (db) => rotateSession(db, call.config, refreshToken));
  if (!tokens) throw new ApiError(401, 'invalid_refresh_token', 'Please log in again');
  return ok(tokens);
};

export const signInHandlers: Handlers<'login' | 'refresh'> = { login, refresh };
