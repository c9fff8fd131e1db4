import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Items, Photo, WorkOrder } from './contract.ts';
import type { ApiClient } from './testing/client.ts';
import { addCustomer, addWorkOrder, clientFor, codeOf, smallPng } from './testing/client.ts';
import type { TestFieldbook } from './testing/fieldbook.ts';
import { startFieldbook } from './testing/fieldbook.ts';

let fieldbook: TestFieldbook;
let admin: ApiClient;
let token: string;
let job: WorkOrder;
before(async () => {
  fieldbook = await startFieldbook();
  token = (await fieldbook.signIn('admin')).accessToken;
  admin = clientFor(fieldbook.url, token);
  job = await addWorkOrder(admin, (await addCustomer(admin)).id);
});
after(() => fieldbook[Symbol.asyncDispose]());

const form = (...files: [string, Uint8Array<ArrayBuffer>][]): FormData => {
  const data = new FormData();
  for (const [name, bytes] of files) data.append('photos', new Blob([bytes], { type: 'image/png' }), name);
  return data;
};
const png = new Uint8Array(smallPng);
const webp = new Uint8Array(Buffer.from('52494646240000005745425056503820', 'hex'));
const upload = (data: FormData, headers?: Record<string, string>) =>
  admin.post<Items<Photo>>(`/api/work-orders/${job.id}/photos`, data, headers);
const photoCount = async (): Promise<number> =>
  (await admin.get<{ total: number }>(`/api/work-orders/${job.id}/photos`)).body.total;

test('photos are stored with their hash and come back byte for byte', async () => {
  const jpeg = new Uint8Array(
    Buffer.concat([Buffer.from('ffd8ffe000104a464946', 'hex'), Buffer.alloc(2_000_000, 7)]),
  );
  const answer = await upload(form(['panel.png', png], ['../../van.jpg', jpeg], ['a.webp', webp]));
  assert.equal(answer.status, 201);
  assert.deepEqual(
    answer.body.items.map(({ contentType }) => contentType),
    ['image/png', 'image/jpeg', 'image/webp'],
  );
  assert.equal(answer.body.items[1]?.fileName, 'van.jpg');
  const second = answer.body.items[1];
  assert.equal(second?.sha256, createHash('sha256').update(jpeg).digest('hex'));
  const content = await fetch(`${fieldbook.url}/api/photos/${second?.id}/content`, {
    headers: { authorization: `Bearer ${token}` },
  });
  assert.equal(content.headers.get('content-type'), 'image/jpeg');
  assert.equal(content.headers.get('x-content-type-options'), 'nosniff');
  assert.deepEqual(new Uint8Array(await content.arrayBuffer()), jpeg);
  const row = await fieldbook.pool.query('select object_key from photos where id = $1', [second?.id]);
  assert.deepEqual(row.rows, [{ object_key: `photos/${job.id}/${second?.id}` }]);
});

test('whatever is no JPEG, PNG or WebP by its bytes is refused, and with it the whole form', async () => {
  const before = await photoCount();
  const svg = new Uint8Array(
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  );
  for (const bytes of [
    svg,
    new Uint8Array(Buffer.from('GIF89a0000000')),
    new Uint8Array(3),
    new Uint8Array(0),
    new Uint8Array(500_000),
  ]) {
    const answer = await upload(form(['good.png', png], ['photo.png', bytes]));
    assert.equal(answer.status, 415);
    assert.deepEqual(answer.body, {
      error: {
        code: 'unsupported_media_type',
        message: 'Only JPEG, PNG or WebP photos can be added',
        field: 'photos',
      },
    });
  }
  assert.equal(await photoCount(), before);
});

test('a photo over 25 MB is refused with 413', async () => {
  const huge = new Uint8Array(25_000_001);
  huge.set(png);
  assert.equal((await upload(form(['huge.png', huge]))).status, 413);
});

test('forms that are none are the client’s mistake', async () => {
  assert.equal((await upload(form())).status, 400);
  const wrongField = new FormData();
  wrongField.append('pictures', new Blob([png]), 'a.png');
  assert.equal((await upload(wrongField)).status, 400);
  const path = `/api/work-orders/${job.id}/photos`;
  assert.equal((await admin.post(path, '{}', { 'content-type': 'application/json' })).status, 415);
  assert.equal((await admin.post(path, 'x', { 'content-type': 'multipart/form-data' })).status, 400);
  const cut = `--b\r\ncontent-disposition: form-data; name="photos"; filename="a.png"\r\n\r\nabc`;
  assert.equal(
    (await admin.post(path, cut, { 'content-type': 'multipart/form-data; boundary=b' })).status,
    400,
  );
  assert.equal(
    codeOf(await admin.post(`/api/work-orders/${randomUUID()}/photos`, form(['a.png', png]))),
    'not_found',
  );
});

test('an upload that is delivered three times, twice at once, is stored once', async () => {
  const before = await photoCount();
  const key = { 'idempotency-key': randomUUID() };
  const [first, second] = await Promise.all([
    upload(form(['a.png', png]), key),
    upload(form(['a.png', png]), key),
  ]);
  const third = await upload(form(['a.png', png]), key);
  assert.equal(first?.status, 201);
  assert.deepEqual(second?.body, first?.body);
  assert.deepEqual(third.body, first?.body);
  assert.equal(await photoCount(), before + 1);
});

test('a refusal reaches a client that is still sending', async () => {
  const large = new Uint8Array(24_000_000);
  large.set(png);
  const nobody = clientFor(fieldbook.url);
  assert.equal(
    (await nobody.post(`/api/work-orders/${job.id}/photos`, form(['large.png', large]))).status,
    401,
  );
  assert.equal((await admin.post('/api/work-orders', 'x'.repeat(30_000_000))).status, 413);
});
