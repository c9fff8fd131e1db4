import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { Agent, request } from 'undici';
import { readPhones } from '../../reports/phones/read-phones.ts';
import { createRunCertificates } from '../../stack/certificates.ts';
import { emulationSigns } from './emulation-signs.ts';
import { servePhone, type ServedPhone } from './serve-phone.ts';

const iphone = {
  userAgent:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile Safari/604.1',
  platform: 'iPhone',
  webdriver: false,
  touchPoints: 5,
  renderer: 'Apple GPU',
};
const sent = { device: 'iPhone 15', system: 'iOS 18.1, Safari', person: 'A. Tester', signs: iphone };

describe('the page of a phone', () => {
  let folder = '';
  let agent: Agent;
  let tls: { certificatePem: string; keyPem: string };
  let clock = new Date('2026-11-21T12:00:00Z');

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'golive-phone-'));
    const { caPem, certificatePem, keyPem } = await createRunCertificates(['localhost']);
    tls = { certificatePem, keyPem };
    agent = new Agent({ connect: { ca: caPem } });
  });
  after(async () => {
    await agent.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function serve(run: string, signingKey = generateKeyPairSync('ed25519').privateKey): Promise<ServedPhone> {
    const place = { host: '127.0.0.1', port: 0, url: undefined };
    const wishes = { ...place, tls, minutes: 30, emulated: false, signingKey };
    return servePhone({ runFolder: folder, run, title: 'Shop', request: wishes, now: () => clock });
  }

  async function post(url: string, path: string, body: unknown) {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const answer = await request(`${url}${path}`, { method: 'POST', body: text, dispatcher: agent });
    return { status: answer.statusCode, text: await answer.body.text() };
  }
  async function get(url: string) {
    const answer = await request(url, { dispatcher: agent });
    return { status: answer.statusCode, text: await answer.body.text() };
  }

  test('a code brings one result; the second is refused, by a later start as well', async () => {
    let used = '';
    {
      await using served = await serve('run-1');
      assert.equal((await get(served.url)).status, 200);
      assert.equal((await post(served.url, 'steps/camera', { decoded: served.challenge })).status, 200);
      const both = await Promise.all([post(served.url, 'done', sent), post(served.url, 'done', sent)]);
      assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409]);
      const result = await served.result;
      assert.equal(result.fidelity, 'real-device');
      assert.deepEqual(
        result.steps.map(({ outcome }) => outcome),
        ['pass', 'inconclusive', 'inconclusive', 'inconclusive', 'inconclusive'],
      );
      const again = await get(served.url);
      assert.deepEqual([again.status, /has been used/u.test(again.text)], [409, true]);
      used = new URL(served.url).pathname;
    }
    await using later = await serve('run-1');
    assert.equal((await get(`${new URL(later.url).origin}${used}`)).status, 409);
  });

  test('another run’s code, a stale one, a late one and none: each is refused in its own words', async () => {
    await using other = await serve('run-2');
    await using earlier = await serve('run-1');
    await using served = await serve('run-1');
    const at = (url: string): string => `${new URL(served.url).origin}${new URL(url).pathname}`;
    const foreign = await get(at(other.url));
    assert.deepEqual([foreign.status, foreign.text], [403, 'This code belongs to another run.\n']);
    const stale = await get(at(earlier.url));
    assert.deepEqual(
      [stale.status, stale.text],
      [404, 'This code is not known here: take the newest one.\n'],
    );
    assert.equal((await get(new URL('/', served.url).href)).status, 404);
    const before = clock;
    clock = new Date(clock.getTime() + 30 * 60_000);
    const late = await post(served.url, 'done', sent);
    clock = before;
    assert.deepEqual([late.status, late.text], [410, 'Too late: this code was good until 12:30 UTC.\n']);
  });

  test('what is not as expected is refused, and changes nothing', async () => {
    await using served = await serve('run-3');
    for (const [path, body] of [
      ['steps/camera', 'no JSON'],
      ['steps/camera', { decoded: 5 }],
      ['steps/offline', { reached: 'no', controlled: true }],
      ['done', { ...sent, device: '' }],
      ['done', { ...sent, fidelity: 'real-device' }],
    ] as const) {
      assert.equal((await post(served.url, path, body)).status, 400, path);
    }
    assert.equal((await post(served.url, 'steps/camera', 'x'.repeat(20_000))).status, 413);
    assert.equal((await post(served.url, 'steps/flying', {})).status, 404);
    assert.equal((await get(`${served.url}state`)).text, '[]');
    assert.equal((await get(`${served.url}..%2f..%2fpackage.json`)).status, 404);
  });

  test('what the phone could not do is a no, with its own words', async () => {
    await using served = await serve('run-4');
    const told = await post(served.url, 'steps/camera', { error: 'NotAllowedError: Permission denied' });
    assert.equal(JSON.parse(told.text).outcome, 'fail');
    const offline = await post(served.url, 'steps/offline', { reached: false, controlled: false });
    assert.match(offline.text, /no service worker answered/u);
    const photo = await post(served.url, 'steps/photo', '\u0089PNG');
    assert.equal(JSON.parse(photo.text).outcome, 'fail');
  });

  test('a result of another key, another run, or with a changed byte is not counted', async () => {
    const run = 'run-5';
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    await using served = await serve(run, privateKey);
    await post(served.url, 'done', sent);
    const own = join(folder, 'phones', `${(await served.result).token}.json`);
    const look = (as: string, key = publicKey) =>
      readPhones(folder, { id: as }, key)
        .filter(({ file }) => own.endsWith(file))
        .map((item) => ('refused' in item ? item.refused : item.result.device));
    assert.deepEqual(look(run), ['iPhone 15']);
    assert.deepEqual(look('run-6'), ['it belongs to the run run-5']);
    assert.deepEqual(look(run, generateKeyPairSync('ed25519').publicKey), ['it was signed by another key']);
    const text = readFileSync(own, 'utf8');
    const envelope = JSON.parse(text);
    const forged = Buffer.from(envelope.payload, 'base64').toString().replace('iPhone 15', 'iPhone 16');
    writeFileSync(own, JSON.stringify({ ...envelope, payload: Buffer.from(forged).toString('base64') }));
    assert.deepEqual(look(run), ['it was changed after it was signed']);
    writeFileSync(own, text.slice(0, 100));
    assert.deepEqual(look(run), ['expected JSON, got text that is not']);
    assert.ok(readdirSync(join(folder, 'phones')).length >= 2);
  });
});

test('an emulated phone is known by what it says of itself, and a real one is not taken for one', () => {
  const android = {
    userAgent:
      'Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36',
    platform: 'Linux armv81',
    webdriver: false,
    touchPoints: 5,
    renderer: 'Mali-G710',
  };
  const ipad = {
    ...iphone,
    userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605.1.15',
    platform: 'MacIntel',
  };
  for (const real of [iphone, android, ipad]) assert.deepEqual(emulationSigns(real, false), []);
  const signs = [
    { ...iphone, webdriver: true },
    { ...iphone, platform: 'Linux x86_64' },
    { ...android, platform: 'Linux x86_64' },
    {
      ...android,
      renderer: 'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero)), SwiftShader driver)',
    },
    { ...ipad, touchPoints: 0 },
    { ...android, touchPoints: 0 },
  ];
  for (const emulated of signs) assert.notDeepEqual(emulationSigns(emulated, false), []);
  assert.deepEqual(emulationSigns(iphone, true), ['it was opened as an emulated one']);
});
