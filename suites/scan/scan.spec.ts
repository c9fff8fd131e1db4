import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applicable } from '../../targets/capabilities.ts';
import { check } from '../../fixtures/check.ts';
import { PageError } from '../../fixtures/pages/page-error.ts';
import type { Pages, ScanPages } from '../../fixtures/pages/pages.ts';
import { putAwayWhile } from '../../fixtures/put-away.ts';

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

check('scan.resumed', async ({ phone, attached, people, seen }) => {
  seen.setFidelity(phone.cameraFidelity);
  const { scan: stated, signIn } = attached.target;
  const scan = applicable(stated, 'scan');
  const [first, second] = scan.codes;
  if (!first || !second) throw new Error('scan.codes: expected at least two');
  const screen = await phone.openAs(scan.role);
  await phone.camera.show(first);
  await scanner(screen.pages).open();
  const before = await scanner(screen.pages).waitFor(first.value, readWithinMs);
  seen.confirm('before', { operator: 'contains', expected: first.shows, actual: before });
  // A scanner that rests once it has read holds no camera: what is taken is taken from one that looks.
  await phone.camera.showNothing();
  await scanner(screen.pages).open();
  const taken = await putAwayWhile(screen.page, async () => {
    await phone.camera.show(second);
    await (await people.session(scan.role)).send({ method: 'GET', path: signIn.whoAmI.path });
  });
  seen.confirm('camera streams taken while it was away', { operator: '>', expected: 0, actual: taken });
  const after = await scanner(screen.pages)
    .waitFor(second.value, readWithinMs)
    .catch((error: unknown) => {
      if (!(error instanceof PageError)) throw error;
      return `nothing of it: ${error.seen}`;
    });
  seen.confirm('after', { operator: 'contains', expected: second.shows, actual: after });
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

check('scan.photo-fallback', async ({ phone, attached, seen }) => {
  const scan = applicable(attached.target.scan, 'scan');
  const { refused } = applicable(scan.photo, 'scan.photo');
  (await phone.useSyntheticCameras()).refuse();
  seen.setFidelity(phone.cameraFidelity);
  const screen = await phone.openAs(scan.role);
  const { openRefused, choosePhoto, waitFor } = scanner(screen.pages);
  if (!openRefused || !choosePhoto) throw new Error('the pages of this application scan no photo');
  const said = await openRefused();
  seen.confirm('the camera is refused', { operator: 'matches', expected: refused, actual: said });
  const folder = mkdtempSync(join(attached.play.temporaryFolder, 'label-'));
  for (const code of scan.codes) {
    const { name, buffer } = phone.camera.photograph(code);
    writeFileSync(join(folder, name), buffer);
    await choosePhoto(join(folder, name));
    const result = await waitFor(code.value, readWithinMs);
    const what = `the record named by a photo of ${code.symbology}`;
    seen.confirm(what, { operator: 'contains', expected: code.shows, actual: result });
  }
});

check('scan.no-camera', async ({ phone, attached, seen }) => {
  const scan = applicable(attached.target.scan, 'scan');
  const [code] = scan.codes;
  if (!code) throw new Error('scan.codes: expected at least one');
  (await phone.useSyntheticCameras()).remove();
  seen.setFidelity(phone.cameraFidelity);
  const screen = await phone.openAs(scan.role);
  const { openRefused, lookUp } = scanner(screen.pages);
  if (!openRefused) throw new Error('the pages of this application say nothing of a camera (openRefused)');
  const said = await openRefused();
  seen.confirm('the phone has no camera', { operator: 'matches', expected: '\\S', actual: said });
  const found = await lookUp(code.value);
  seen.confirm('a code typed by hand', { operator: 'contains', expected: code.shows, actual: found });
  const { scriptErrors } = screen;
  seen.confirm('script errors', { operator: 'is-empty', expected: '', actual: scriptErrors.join('; ') });
});

check('scan.switches-camera', async ({ phone, attached, seen }) => {
  const scan = applicable(attached.target.scan, 'scan');
  const { opensWith } = applicable(scan.cameraSwitch, 'scan.cameraSwitch');
  const [first, second] = scan.codes;
  if (!first || !second) throw new Error('scan.codes: expected at least two');
  const cameras = await phone.useSyntheticCameras();
  seen.setFidelity(phone.cameraFidelity);
  const [ahead, behind] =
    opensWith === 'back' ? [cameras.back, cameras.front] : [cameras.front, cameras.back];
  await ahead.show(first);
  await behind.show(second);
  const screen = await phone.openAs(scan.role);
  const { open, switchCamera, waitFor } = scanner(screen.pages);
  if (!switchCamera) throw new Error('the pages of this application switch no camera');
  await open();
  const before = await waitFor(first.value, readWithinMs);
  seen.confirm(`at first, the ${opensWith} camera`, {
    operator: 'contains',
    expected: first.shows,
    actual: before,
  });
  // What is read from now on is not what the first one sees.
  await ahead.showUnreadable(first);
  await switchCamera();
  const after = await waitFor(second.value, readWithinMs);
  seen.confirm('switched, the other one', { operator: 'contains', expected: second.shows, actual: after });
});
