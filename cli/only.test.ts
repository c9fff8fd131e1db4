import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadTarget, targetFile } from '../targets/load.ts';
import { UsageError } from './command.ts';
import { isAskedFor, isCheckAskedFor, refuseUnknownChecks, refuseUnknownSubjects } from './only.ts';

const reference = await loadTarget(targetFile('reference'));
const salessync = await loadTarget(targetFile('salessync'));

const refused = (act: () => void, message: RegExp): void =>
  assert.throws(act, (error) => error instanceof UsageError && message.test(error.message));

test('a filter leaves in what it names, and an empty one everything', () => {
  assert.ok(isAskedFor([], 'scan.reads', 'qr'));
  assert.ok(isAskedFor(['scan.reads'], 'scan.reads', 'qr'));
  assert.ok(isAskedFor(['sign-in.works', 'scan.reads/qr'], 'scan.reads', 'qr'));
  assert.ok(!isAskedFor(['scan.reads/qr'], 'scan.reads', 'code128'));
  assert.ok(!isAskedFor(['scan.reads/qr'], 'sign-in.works', 'qr'));
  assert.ok(isCheckAskedFor(['scan.reads/qr'], 'scan.reads'));
  assert.ok(!isCheckAskedFor(['scan.reads/qr'], 'sign-in.works'));
});

test('a check that is not there, or not of this command, is refused with those that are near', () => {
  refuseUnknownChecks(['scan.reads', 'scan.reads/qr']);
  refused(
    () => refuseUnknownChecks(['scan.read/qr']),
    /expected scan\.reads, .*\(did you mean scan\.reads\?\)$/u,
  );
  refused(() => refuseUnknownChecks(['scan.reads@iphone']), /phones by --device, got "scan\.reads@iphone"$/u);
  refuseUnknownChecks(['load.p95/overall'], ['load']);
  refused(
    () => refuseUnknownChecks(['scan.reads'], ['load']),
    /^--only: expected load\.p95, load\.errors, load\.writes-kept, statements\.fast, load\.stages, load\.capacity, got "scan\.reads"$/u,
  );
});

test('a subject that the target does not have is refused with those that are near', () => {
  refuseUnknownSubjects(['scan.reads', 'scan.reads/qr', 'load.p95/overall'], reference);
  refused(
    () => refuseUnknownSubjects(['roles.enforced/items.gett'], reference),
    /^--only: roles\.enforced: expected items\.list, .*, got "items\.gett" \(did you mean items\.get\?\)$/u,
  );
  refused(
    () => refuseUnknownSubjects(['auth.required/nothing-alike'], reference),
    /expected me, .* or \d+ more, got "nothing-alike"$/u,
  );
  refused(
    () => refuseUnknownSubjects(['scan.reads/qr'], salessync),
    /scan\.reads is not asked of salessync: /u,
  );
});
