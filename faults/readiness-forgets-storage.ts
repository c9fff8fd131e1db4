import type { Fault } from './fault.ts';

export const readinessForgetsStorage = {
  id: 'readiness-forgets-storage',
  at: 'patch',
  what: 'the readiness page looks at the bucket, and says ready whatever it sees there',
  turnsRed: ['health.parts'],
  bystander: 'health.truthful',
  patch: [
    {
      file: 'server/health.ts',
      find: "const ready = database === 'ok' && objects === 'ok';",
      replace: "const ready = database === 'ok';",
    },
  ],
} as const satisfies Fault;
