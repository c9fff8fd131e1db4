import type { Fault } from './fault.ts';

export const keyInTheSource = {
  id: 'key-in-the-source',
  at: 'patch',
  what: 'tokens are signed with a key that no variable changes',
  turnsRed: ['keys.replaced/tokens'],
  bystander: 'stack.ready',
  patch: [
    {
      file: 'server/auth/tokens.ts',
      find: 'new TextEncoder().encode(config.JWT_SECRET)',
      replace: 'new TextEncoder().encode(`${config.S3_BUCKET} ${config.PUBLIC_ORIGIN} ${config.S3_REGION}`)',
    },
  ],
} as const satisfies Fault;
