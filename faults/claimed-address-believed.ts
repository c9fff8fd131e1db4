import type { Fault } from './fault.ts';

export const claimedAddressBelieved = {
  id: 'claimed-address-believed',
  at: 'patch',
  what: 'a client’s address is what the client says of itself, so that a limit by address limits nobody',
  turnsRed: ['login.limit-holds'],
  bystander: 'login.limited',
  patch: [
    {
      file: 'server/client-address.ts',
      find: 'entries.at(-trustedProxies) ?? entries[0]',
      replace: 'entries[0]',
    },
  ],
} as const satisfies Fault;
