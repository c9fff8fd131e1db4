import type { Fault } from './fault.ts';

export const loginLimitForAll = {
  id: 'login-limit-for-all',
  at: 'patch',
  what: 'the limit of log-ins is counted for all addresses together: one stranger shuts everybody out',
  turnsRed: ['login.limited'],
  bystander: 'login.limit-holds',
  patch: [
    {
      file: 'server/client-address.ts',
      find: "const peer = incoming.socket.remoteAddress ?? 'unknown';",
      replace: "const peer = 'the proxy';\n  if (Number.isFinite(trustedProxies)) return peer;",
    },
  ],
} as const satisfies Fault;
