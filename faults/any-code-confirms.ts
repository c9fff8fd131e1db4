import type { Fault } from './fault.ts';

export const anyCodeConfirms = {
  id: 'any-code-confirms',
  at: 'patch',
  what: 'whatever is typed confirms a second factor, also where the authenticator has another secret',
  turnsRed: ['totp.enrolled'],
  bystander: 'token.lifetime',
  patch: [
    {
      file: 'server/auth/totp-enrolment.ts',
      find: 'const step = stepOfCode(pending, code, Date.now());',
      replace: 'const step = stepOfCode(pending, code, Date.now()) ?? 0;',
    },
  ],
} as const satisfies Fault;
