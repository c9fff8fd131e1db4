import type { Fault } from './fault.ts';

export const databaseSpokenToOpenly = {
  id: 'database-spoken-to-openly',
  at: 'patch',
  what: 'the application connects to its database without TLS, whatever it is told',
  turnsRed: ['database.uses-tls'],
  bystander: 'stack.ready',
  patch: [
    {
      file: 'server/main.ts',
      find: "const usesTls = config.DATABASE_TLS === 'require';",
      replace: 'const usesTls = false;',
    },
  ],
} as const satisfies Fault;
