import type { Fault } from './fault.ts';

export const secretShownAgain = {
  id: 'secret-shown-again',
  at: 'patch',
  what: 'whoever has the password is shown the secret of a second factor that is in force, and has the factor too',
  turnsRed: ['totp.enrolled'],
  bystander: 'token.lifetime',
  patch: [
    {
      file: 'server/auth/totp-enrolment.ts',
      find: 'if (factor.secret !== null)',
      replace: "if (factor.secret === '')",
    },
    {
      file: 'server/auth/totp-enrolment.ts',
      find: 'const { hash } = await factorOf(call, caller);',
      replace: 'const { hash, secret: known } = await factorOf(call, caller);',
    },
    {
      file: 'server/auth/totp-enrolment.ts',
      find: 'secret: new Secret({ size: secretBytes }),',
      replace: 'secret: known === null ? new Secret({ size: secretBytes }) : Secret.fromBase32(known),',
    },
  ],
} as const satisfies Fault;
