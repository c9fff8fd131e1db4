import type { Fault } from './fault.ts';

export const logsWithoutEnd = {
  id: 'logs-without-end',
  at: 'patch',
  what: 'old logs are set aside, and never removed',
  turnsRed: ['logs.rotate'],
  bystander: 'stack.ready',
  patch: [
    {
      file: 'server/main.ts',
      find: 'rotatingFile(LOG_FILE, LOG_FILE_BYTES, LOG_FILES_KEPT)',
      replace: 'rotatingFile(LOG_FILE, LOG_FILE_BYTES, LOG_FILES_KEPT + 1_000)',
    },
  ],
} as const satisfies Fault;
