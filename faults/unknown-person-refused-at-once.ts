import type { Fault } from './fault.ts';

export const unknownPersonRefusedAtOnce = {
  id: 'unknown-person-refused-at-once',
  at: 'patch',
  what: 'a log-in of nobody is refused without the time that a password takes',
  turnsRed: ['login.tells-nothing'],
  bystander: 'cache.headers',
  patch: [
    { file: 'server/auth/sign-in.ts', find: ': await verifyNobody(body.password);', replace: ': false;' },
  ],
} as const satisfies Fault;
