import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LoadError } from '../../load/load-error.ts';
import { openHttp } from '../../stack/clients/http.ts';
import { accountOf, signIn } from '../../stack/clients/session.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import { keepRows, startFront } from '../testing/front-only-stack.ts';
import { writeSignInFailure } from './load.ts';

/** What signing in a person of the load ends in, as the load hands it on. */
async function failedSignIn({ target, facts, access }: StartedStack): Promise<LoadError> {
  const http = openHttp({ facts, access });
  const account = accountOf(target, access, 'technician');
  const cause: unknown = await signIn(http, { target, role: 'technician', account }).catch(
    (error: unknown) => error,
  );
  await http.close();
  return new LoadError('sign-in-failed', 'load user 1: expected a session', { cause });
}

const rowsAfter = (main: StartedStack, error: unknown) => {
  const kept = keepRows();
  writeSignInFailure({ main, observe: (stack, row) => kept.observe(stack, row) }, error);
  return kept.rows;
};

test('people of the load who are met with a 5xx at the door are errors of the system', async () => {
  await using stack = await startFront({ status: 502, body: 'Bad gateway' });
  const [row, ...further] = rowsAfter(stack, await failedSignIn(stack));
  assert.ok(row);
  assert.equal(further.length, 0);
  assert.deepEqual(
    [row.stack, row.check, row.outcome, row.fidelity, row.expected],
    ['main', 'load.errors', 'fail', 'process-stack', 'every person of the load is let in'],
  );
  assert.match(
    row.reason,
    /^nobody worked: sign-in as technician .* the system failed with 502 Bad gateway$/u,
  );
});

test('people who are refused, or never answered, prove nothing: what was measured stays open', async () => {
  await using stack = await startFront({ status: 401, body: '{"error":"wrong password"}' });
  assert.deepEqual(rowsAfter(stack, await failedSignIn(stack)), []);
  await stack[Symbol.asyncDispose]();
  const unanswered = await failedSignIn(stack);
  assert.match(String(unanswered.cause), /expected an answer within/u);
  assert.deepEqual(rowsAfter(stack, unanswered), []);
});

test('a failure of the load’s own is none of the system', async () => {
  await using stack = await startFront({ status: 502, body: 'Bad gateway' });
  const { cause } = await failedSignIn(stack);
  const own = new LoadError('generator-failed', 'the generator ended', { cause });
  for (const error of [own, cause, new LoadError('sign-in-failed', 'an empty token'), undefined]) {
    assert.deepEqual(rowsAfter(stack, error), []);
  }
});
