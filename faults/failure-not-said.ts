import type { Fault } from './fault.ts';

export const failureNotSaid = {
  id: 'failure-not-said',
  at: 'patch',
  what: 'a change that the server failed to make is dropped without a word',
  turnsRed: ['failure.is-said/time.enter'],
  bystander: 'task.confirmed/time.enter',
  patch: [
    { file: 'web/src/parts/time-form.tsx', find: 'setError(refused);', replace: 'setMinutes(minutes);' },
    { file: 'web/src/parts/time-form.tsx', find: '} catch (refused) {', replace: '} catch {' },
  ],
} as const satisfies Fault;
