import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { StackError } from '../stack-error.ts';
import { explained } from './disk-full.ts';

describe('explained', () => {
  it('finds a full disk at any depth, by code or by what a tool has said', () => {
    const byCode = new Error('write', {
      cause: Object.assign(new Error('ENOSPC: no space'), { code: 'ENOSPC' }),
    });
    const byText = new StackError('command-failed', 'initdb: could not write: No space left on device');
    const byHint = new Error(
      'FATAL: could not extend file: wrote only 4096 bytes HINT:  Check free disk space.',
    );
    for (const error of [byCode, byText, byHint]) {
      const plain = explained(error, '/tmp/place');
      assert.ok(plain instanceof StackError);
      assert.equal(plain.code, 'disk-full');
      assert.match(plain.message, /expected room in \/tmp\/place, got a full disk/u);
      assert.equal(plain.cause, error);
    }
  });

  it('leaves every other error as it is', () => {
    const other = new StackError('not-ready', 'slow');
    assert.equal(explained(other, '/tmp'), other);
    assert.equal(explained('text', '/tmp'), 'text');
  });
});
