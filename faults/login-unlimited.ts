import type { Fault } from './fault.ts';

export const loginUnlimited = {
  id: 'login-unlimited',
  at: 'patch',
  what: 'logins are not limited by address',
  turnsRed: ['login.limited'],
  bystander: 'token.lifetime',
  patch: [{ file: 'server/config.ts', find: 'LOGIN_LIMIT_PER_MINUTE', replace: 'NO_SUCH_LIMIT' }],
} as const satisfies Fault;
