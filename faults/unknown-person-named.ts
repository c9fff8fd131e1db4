import type { Fault } from './fault.ts';

export const unknownPersonNamed = {
  id: 'unknown-person-named',
  at: 'patch',
  what: 'the log-in says which e-mail addresses have no account',
  turnsRed: ['login.tells-nothing'],
  bystander: 'cache.headers',
  patch: [
    {
      file: 'server/auth/sign-in.ts',
      find: "throw new ApiError(401, 'invalid_credentials', 'E-mail or password is wrong');",
      replace:
        "throw new ApiError(401, 'invalid_credentials', account ? 'The password is wrong' : 'There is no such account');",
    },
  ],
} as const satisfies Fault;
