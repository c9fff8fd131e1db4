import type { Fault } from './fault.ts';

export const selfTestLeftBehind = {
  id: 'self-test-left-behind',
  at: 'patch',
  what: 'the release’s own test asks for what the release no longer says, and the README still claims that all pass',
  turnsRed: ['tests.own'],
  bystander: 'stack.ready',
  patch: [
    { file: 'operations/self-test.ts', find: "says: 'invalid_credentials'", replace: "says: 'bad_password'" },
  ],
} as const satisfies Fault;
