import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemFailure, unexpectedAnswer } from './unexpected-answer.ts';

const messageOf = (status: number, text = '{"error":"x"}'): string => {
  const error = unexpectedAnswer('sign-in as admin', '200 with a token', { status, text });
  // As a test runner hands it on.
  return `${error.name}: ${error.message}`;
};

test('a 5xx is the system’s own failure, in its own words', () => {
  const expected = 'sign-in as admin: expected 200 with a token, the system failed with 500 {"error":"x"}';
  assert.equal(systemFailure(messageOf(500)), expected);
  assert.equal(systemFailure(`Error: ${messageOf(503)}`), expected.replace('500', '503'));
  assert.match(systemFailure(messageOf(502, '<html>\nBad gateway')) ?? '', /502 <html>\nBad gateway$/u);
});

test('a refusal, another error and none at all are not', () => {
  assert.equal(systemFailure(messageOf(401)), undefined);
  assert.equal(
    systemFailure('StackError: no account for role admin: expected access.accounts.admin'),
    undefined,
  );
  assert.equal(systemFailure('SyntaxError: expected 200, the system failed with 500'), undefined);
  assert.equal(systemFailure(undefined), undefined);
});
