import type { Fault } from './fault.ts';

export const selfTestCannotFail = {
  id: 'self-test-cannot-fail',
  at: 'patch',
  what: 'the release’s own test says what is wrong, and ends as if all were right',
  turnsRed: ['tests.own'],
  bystander: 'stack.ready',
  patch: [{ file: 'operations/self-test.ts', find: 'process.exitCode = 1', replace: 'process.exitCode = 0' }],
} as const satisfies Fault;
