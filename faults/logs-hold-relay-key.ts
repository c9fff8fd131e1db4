import type { Fault } from './fault.ts';

export const logsHoldRelayKey = {
  id: 'logs-hold-relay-key',
  at: 'patch',
  what: 'the log holds a key of another service, which nobody of the run knows',
  turnsRed: ['logs.keep-secrets'],
  bystander: 'backup.taken',
  patch: [
    {
      file: 'server/app.ts',
      find: 'log.request({',
      replace:
        "console.log(JSON.stringify({ event: 'mail', apiKey: crypto.randomUUID().replaceAll('-', 'k') }));\n      log.request({",
    },
  ],
} as const satisfies Fault;
