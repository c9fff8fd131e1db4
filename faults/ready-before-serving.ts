import type { Fault } from './fault.ts';

export const readyBeforeServing = {
  id: 'ready-before-serving',
  at: 'patch',
  what: 'a process that has just been started calls itself ready, and refuses every write for eight seconds',
  turnsRed: ['survives.deploy'],
  bystander: 'https.redirect',
  patch: [
    {
      file: 'server/dispatch-call.ts',
      find: 'limitRate(request, limits, address);\n',
      replace: `limitRate(request, limits, address);
  if (route.method !== 'GET' && process.uptime() < 8) throw new ApiError(503, 'starting', 'Not yet');
`,
    },
  ],
} as const satisfies Fault;
