import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { PNG } from 'pngjs';
import { chromium, devices, type Browser, type Page } from '@playwright/test';
import { cameraFlags } from '../fixtures/camera/camera-flags.ts';
import { createCamera, type FileCamera } from '../fixtures/camera/camera.ts';
import { decodeLuma } from '../fixtures/camera/decode-frame.ts';
import { invitationSchema, readPhones, type Invitation } from '../reports/phones/read-phones.ts';
import { sampleVerdict } from '../reports/test-support/sample-verdict.ts';
import { writeReports } from '../reports/write-reports.ts';
import { createRunCertificates, type RunCertificates } from '../stack/certificates.ts';
import { environment } from '../stack/environment.ts';
import { freePort } from '../stack/ports.ts';
import { currentMachine, findChromium, findHeadlessShell } from '../stack/tools/index.ts';
import { startGolive, type GoliveChild } from './testing/golive-child.ts';
import { makePlace, type Place } from './testing/place.ts';

/** A proxy of the team's own: it has the certificate, and can be away as a network can. */
async function startProxy({ certificatePem: cert, keyPem: key }: RunCertificates, to: number) {
  const sockets = new Set<Socket>();
  let away = false;
  const server: Server = createServer({ cert, key }, (asked, answer) => {
    const { url: path = '/', method = 'GET', headers } = asked;
    const onward = httpRequest({ host: '127.0.0.1', port: to, path, method, headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    asked.pipe(onward);
  });
  server.on('connection', (socket: Socket) => {
    if (away) socket.destroy();
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const setAway = (is: boolean): void => {
    away = is;
    if (is) for (const socket of sockets) socket.destroy();
  };
  const close = (): void => {
    server.close();
    setAway(true);
  };
  return { port: (server.address() as AddressInfo).port, setAway, close };
}

describe('a phone that is emulated goes the whole way', () => {
  let folder = '';
  let place: Place;
  let runFolder = '';
  let camera: FileCamera;
  let browser: Browser;
  let child: GoliveChild;
  let proxy: Awaited<ReturnType<typeof startProxy>>;
  let page: Page;
  let invitation: Invitation;
  let run = '';

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'golive-phone-'));
    place = makePlace();
    const verdict = await sampleVerdict();
    run = verdict.run.id;
    runFolder = join(place.reports, run);
    place.write(join('reports', run, 'evidence.jsonl'), '');
    writeReports({ runFolder, verdict });
    const certificates = await createRunCertificates(['localhost']);
    const port = await freePort();
    proxy = await startProxy(certificates, port);
    camera = await createCamera({ file: join(folder, 'back-camera.y4m') });
    const machine = currentMachine(environment.inherited);
    const { path } = (await findHeadlessShell(machine)) ?? (await findChromium(machine));
    const trust = `--ignore-certificate-errors-spki-list=${certificates.spkiSha256Base64}`;
    const args = ['--no-sandbox', trust, ...cameraFlags(camera.file)];
    browser = await chromium.launch({ executablePath: path, args });
    const flags = ['--listen', `127.0.0.1:${port}`, '--url', `https://localhost:${proxy.port}`];
    const words = ['phone', run, '--reports', place.reports, ...flags, '--minutes', '5', '--json'];
    child = startGolive({ place, arguments: words });
    await child.reached({ line: /waiting until/u });
    invitation = invitationSchema.parse(
      JSON.parse(readFileSync(join(runFolder, 'phones/open.json'), 'utf8')),
    );
    const context = await browser.newContext({ ...devices['Pixel 7'] });
    page = await context.newPage();
  });
  after(async () => {
    child?.child.kill('SIGTERM');
    await child?.ended;
    await browser?.close();
    proxy?.close();
    await camera?.[Symbol.asyncDispose]();
    place?.[Symbol.dispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  const said = (step: string) => page.locator(`#${step} .said`);

  test('the report shows the two codes while the command waits, and the page opens by the first', async () => {
    const report = await browser.newPage();
    await report.goto(pathToFileURL(join(runFolder, 'report.html')).href);
    const codes = ['Code that opens the page on a phone', 'Code for the page’s camera'];
    const read = codes.map(async (name) => {
      const { width, height, data } = PNG.sync.read(await report.getByRole('img', { name }).screenshot());
      const luma = Uint8Array.from({ length: width * height }, (_, pixel) => data[pixel * 4] ?? 0);
      return (await decodeLuma({ width, height, luma }))?.value;
    });
    assert.deepEqual(await Promise.all(read), [invitation.url, invitation.challenge]);
    await report.close();
    await page.goto(invitation.url);
    assert.equal(await page.title(), 'Golive: a real phone');
  });

  test('its camera reads the second code, which the page was never told', async () => {
    assert.ok(!(await page.content()).includes(invitation.challenge));
    await camera.show({ symbology: 'qr', value: 'golive-phone:another' });
    await page.getByRole('button', { name: 'Start the camera' }).click();
    await said('camera').filter({ hasText: 'No: another code' }).waitFor();
    await camera.show({ symbology: 'qr', value: invitation.challenge });
    await page.getByRole('button', { name: 'Start the camera' }).click();
    await said('camera').filter({ hasText: /^Yes/u }).waitFor();
  });

  test('a photo arrives byte for byte, and what is no photo is refused', async () => {
    const input = page.locator('#photo input');
    await input.setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture') });
    await said('photo').filter({ hasText: 'that are no picture' }).waitFor();
    await input.setInputFiles(camera.photograph({ symbology: 'code128', value: 'PART-1' }));
    await said('photo')
      .filter({ hasText: /^Yes: PNG/u })
      .waitFor();
  });

  test('what it stores is there when the page is loaded anew', async () => {
    await page.getByRole('button', { name: 'Store something' }).click();
    await said('storage').filter({ hasText: /^Yes/u }).waitFor();
  });

  test('with the network there nothing is claimed; without it the page opens again', async () => {
    await page.getByRole('button', { name: 'Load without network' }).click();
    await said('offline').filter({ hasText: 'the network is still there' }).waitFor();
    proxy.setAway(true);
    await page.getByRole('button', { name: 'Load without network' }).click();
    await said('offline').filter({ hasText: 'it opened without network' }).waitFor();
    proxy.setAway(false);
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await said('offline').filter({ hasText: /^Yes/u }).waitFor();
  });

  test('in a window of its own it says so by itself', async () => {
    // Emulated like the rest of it: a real install needs a profile of its own, and is asked of every system.
    await page.addInitScript(() => {
      const own = matchMedia.bind(globalThis);
      globalThis.matchMedia = (query) => own(query.includes('standalone') ? 'all' : query);
    });
    await page.reload();
    await said('standalone').filter({ hasText: /^Yes/u }).waitFor();
    await said('camera').filter({ hasText: /^Yes/u }).waitFor();
  });

  test('its result is signed, joins the run, and is called an emulated phone', async () => {
    await page.getByLabel('Device').fill('Pixel 7 </script><b>');
    await page.getByLabel('System').fill('Android 14, Chrome');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('It is noted as an emulated phone').waitFor();
    const { code, stdout } = await child.ended;
    assert.equal(code, 3);
    assert.deepEqual(
      JSON.parse(stdout).steps.map(({ id, outcome }: { id: string; outcome: string }) => `${id} ${outcome}`),
      ['camera pass', 'photo pass', 'storage pass', 'offline pass', 'standalone pass'],
    );
    const [found] = readPhones(runFolder, { id: run });
    assert.ok(found && 'result' in found);
    assert.equal(found.result.fidelity, 'emulated-phone');
    assert.match(found.result.emulatedBecause.join(), /navigator\.webdriver/u);
    const rows = readFileSync(join(runFolder, 'evidence.jsonl'), 'utf8').trim().split('\n');
    const told = rows
      .map((row) => JSON.parse(row))
      .map(({ check, outcome, fidelity }) => [check, outcome, fidelity]);
    assert.deepEqual(told[0], ['phone.camera', 'pass', 'emulated-phone']);
    assert.equal(told.length, 5);
    const report = readFileSync(join(runFolder, 'report.html'), 'utf8');
    assert.match(report, /An emulated phone, no real one/u);
    assert.match(report, /Pixel 7 &lt;\/script&gt;/u);
    assert.doesNotMatch(report, /Code that opens the page/u);
  });

  test('--check takes it as it was signed, and refuses it when a byte of it was changed', async () => {
    const [found] = readPhones(runFolder, { id: run });
    const file = join(runFolder, found?.file ?? '');
    const check = async () => {
      const words = ['phone', run, '--reports', place.reports, '--check'];
      return await startGolive({ place, arguments: words }).ended;
    };
    assert.equal((await check()).code, 0);
    const envelope = JSON.parse(readFileSync(file, 'utf8'));
    const payload = Buffer.from(envelope.payload, 'base64').toString('utf8');
    const real = Buffer.from(payload.replace('"emulated-phone"', '"real-device"')).toString('base64');
    writeFileSync(file, JSON.stringify({ ...envelope, payload: real }));
    const { code, stdout } = await check();
    assert.equal(code, 1);
    assert.match(stdout, /refused: it was changed after it was signed/u);
  });
});
