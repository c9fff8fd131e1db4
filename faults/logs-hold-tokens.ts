import type { Fault } from './fault.ts';

export const logsHoldTokens = {
  id: 'logs-hold-tokens',
  at: 'patch',
  what: 'the request log writes down the token of whoever asks',
  turnsRed: ['logs.keep-secrets'],
  bystander: 'backup.taken',
  patch: [
    {
      file: 'server/app.ts',
      find: 'log.request({',
      replace: "console.log(c.req.header('authorization') ?? '');\n      log.request({",
    },
  ],
} as const satisfies Fault;
