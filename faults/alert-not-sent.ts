import type { Fault } from './fault.ts';

export const alertNotSent = {
  id: 'alert-not-sent',
  at: 'patch',
  what: 'what watches the system sees the trouble, prints it and tells nobody',
  turnsRed: ['alerts.arrive/down'],
  bystander: 'stack.ready',
  patch: [
    {
      file: 'operations/watch.ts',
      find: "wrong.length === 0 || (await tell(config.ALERT_WEBHOOK, wrong.join('. ')))",
      replace: 'wrong.length >= 0',
    },
  ],
} as const satisfies Fault;
