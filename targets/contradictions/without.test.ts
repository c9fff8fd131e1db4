import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadTarget, targetFile } from '../load.ts';
import { idleReason } from './without.ts';

const target = await loadTarget(targetFile('reference'));

test('a reason for what is asked all the same, or for no check, is told by its name', () => {
  assert.equal(idleReason(target), undefined);
  assert.match(
    idleReason({ ...target, without: { 'offline.delivered-once': 'nobody works so' } }) ?? '',
    /without\.offline\.delivered-once: .* it is asked of work-order\.create/u,
  );
  assert.match(idleReason({ ...target, without: { 'no.check': 'nobody' } }) ?? '', /got "no\.check"/u);
});
