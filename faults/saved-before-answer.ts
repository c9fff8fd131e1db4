import type { Fault } from './fault.ts';

export const savedBeforeAnswer = {
  id: 'saved-before-answer',
  at: 'patch',
  what: 'the screen says that a change is saved whatever became of it',
  turnsRed: ['failure.is-said/time.enter', 'failure.is-said/work-order.edit'],
  bystander: 'task.confirmed/time.enter',
  patch: [
    {
      file: 'web/src/offline/outbox.ts',
      find: 'if (!isUnreachable(error)) throw error;',
      replace: "if (!isUnreachable(error)) return { state: 'saved', answer: made.body as T };",
    },
  ],
} as const satisfies Fault;
