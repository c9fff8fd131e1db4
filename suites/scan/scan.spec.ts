import { applicable } from '../../targets/capabilities.ts';
import { check } from '../../fixtures/check.ts';
import type { Pages, ScanPages } from '../../fixtures/pages/pages.ts';

const readWithinMs = 10_000;

function scanner(pages: Pages): ScanPages {
  if (!pages.scan) throw new Error('the pages of this application have no scan');
  return pages.scan;
}

check('scan.reads', async ({ subject, phone, attached, seen }) => {
  seen.setFidelity(phone.cameraFidelity);
  const scan = applicable(attached.target.scan, 'scan');
  const code = scan.codes.find(({ symbology }) => symbology === subject);
  if (!code) throw new Error(`${subject} is no code of the target`);
  const screen = await phone.openAs(scan.role);
  await phone.camera.show(code);
  await scanner(screen.pages).open();
  const result = await scanner(screen.pages).waitFor(code.value, readWithinMs);
  seen.confirm('the value read', { operator: 'contains', expected: code.value, actual: result });
  seen.confirm('the record named', { operator: 'contains', expected: code.shows, actual: result });
});

check('scan.follows', async ({ phone, attached, seen }) => {
  seen.setFidelity(phone.cameraFidelity);
  const scan = applicable(attached.target.scan, 'scan');
  const [first, second] = scan.codes;
  if (!first || !second) throw new Error('scan.codes: expected at least two');
  const screen = await phone.openAs(scan.role);
  await phone.camera.show(first);
  await scanner(screen.pages).open();
  const before = await scanner(screen.pages).waitFor(first.value, readWithinMs);
  await phone.camera.show(second);
  const after = await scanner(screen.pages).waitFor(second.value, readWithinMs);
  seen.confirm('before', { operator: 'contains', expected: first.shows, actual: before });
  seen.confirm('after', { operator: 'contains', expected: second.shows, actual: after });
  seen.confirm('the first is gone', { expected: false, actual: after.includes(first.value) });
});

check('scan.invents-nothing', async ({ phone, attached, seen }) => {
  seen.setFidelity(phone.cameraFidelity);
  const scan = applicable(attached.target.scan, 'scan');
  const [code] = scan.codes;
  if (!code) throw new Error('scan.codes: expected at least one');
  const screen = await phone.openAs(scan.role);
  await phone.camera.showUnreadable(code);
  await scanner(screen.pages).open();
  await screen.page.waitForTimeout(3_000);
  const blind = await scanner(screen.pages).result();
  seen.confirm('an unreadable picture', { operator: 'is-empty', expected: '', actual: blind });
  // The same scanner must then read: silence alone would also be a dead camera.
  await phone.camera.show(code);
  const read = await scanner(screen.pages).waitFor(code.value, readWithinMs);
  seen.confirm('a readable one after it', { operator: 'contains', expected: code.value, actual: read });
});

check('scan.manual-fallback', async ({ phone, attached, seen }) => {
  const scan = applicable(attached.target.scan, 'scan');
  const [code] = scan.codes;
  if (!code) throw new Error('scan.codes: expected at least one');
  const screen = await phone.openAs(scan.role);
  await phone.camera.showNothing();
  await scanner(screen.pages).open();
  const found = await scanner(screen.pages).lookUp(code.value);
  seen.confirm('a code typed by hand', { operator: 'contains', expected: code.shows, actual: found });
  const unknown = await scanner(screen.pages).lookUp(scan.unknown.value);
  seen.confirm('an unknown code', { operator: 'contains', expected: scan.unknown.shows, actual: unknown });
});
