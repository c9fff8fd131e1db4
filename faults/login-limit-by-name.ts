import type { Fault } from './fault.ts';

export const loginLimitByName = {
  id: 'login-limit-by-name',
  at: 'patch',
  what: 'logins are limited by what was typed: one password may be tried on every account there is',
  turnsRed: ['login.limit-holds'],
  bystander: 'login.limited',
  patch: [
    {
      file: 'server/dispatch-call.ts',
      find: "if (request.routeId === 'login') takeFrom(limits.login, address);",
      replace: '',
    },
    {
      file: 'server/dispatch-call.ts',
      find: '  const call: Call = {',
      replace:
        "  if (request.routeId === 'login') takeFrom(limits.login, address + payload);\n  const call: Call = {",
    },
  ],
} as const satisfies Fault;
