import type { Fault } from './fault.ts';

export const tokenLivesADay = {
  id: 'token-lives-a-day',
  at: 'patch',
  what: 'access tokens live for a day',
  turnsRed: ['token.lifetime'],
  bystander: 'passwords.hashed',
  patch: [
    { file: 'server/auth/tokens.ts', find: 'accessTokenLifeS = 3600', replace: 'accessTokenLifeS = 86_400' },
  ],
} as const satisfies Fault;
