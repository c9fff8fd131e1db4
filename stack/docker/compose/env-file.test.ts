import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StackError } from '../../stack-error.ts';
import { envFile } from './env-file.ts';

test('values are kept as they are: nothing in them is replaced', () => {
  assert.equal(envFile({ A: 'x$Y "z" #', B: '' }), `A='x$Y "z" #'\nB=''\n`);
});

for (const value of ["it's", 'two\nlines']) {
  test(`a value that the file cannot hold is refused by its name: ${JSON.stringify(value)}`, () => {
    assert.throws(
      () => envFile({ SECRET: value }),
      (error) =>
        error instanceof StackError && /SECRET/u.test(error.message) && !error.message.includes(value),
    );
  });
}
