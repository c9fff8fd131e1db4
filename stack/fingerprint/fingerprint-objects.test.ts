import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { PNG } from 'pngjs';
import { compare } from './compare.ts';
import { FingerprintError } from './fingerprint-error.ts';
import { fingerprintObjects } from './fingerprint-objects.ts';
import type { ObjectSource } from './object-source.ts';

const access = {
  endpoint: 'http://127.0.0.1:9',
  region: 'r',
  bucket: 'none',
  accessKeyId: 'a',
  secretAccessKey: 'b',
};
const refusal = (pattern: RegExp) => (error: unknown) =>
  error instanceof FingerprintError && error.code === 'object-unreadable' && pattern.test(error.message);

describe('fingerprintObjects', () => {
  let folder: string;
  let source: ObjectSource;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'golive-objects-'));
    source = { kind: 'folder', folder };
    for (let n = 0; n < 150; n += 1) {
      await mkdir(join(folder, 'photos', String(n % 7)), { recursive: true });
      const png = new PNG({ width: n + 1, height: 3 });
      png.data.fill(n);
      await writeFile(join(folder, 'photos', String(n % 7), `${n}.png`), PNG.sync.write(png));
    }
    await writeFile(join(folder, 'empty'), '');
    await writeFile(join(folder, 'large'), Buffer.concat([randomBytes(2_500_000), Buffer.from('end')]));
  });
  after(() => rm(folder, { recursive: true }));

  it('reads a folder to the same list in threads as without them', async () => {
    const alone = await fingerprintObjects(source, { workers: 0 });
    assert.equal(alone.length, 152);
    // With one thread another reads ahead of it, where there are two cores.
    for (const workers of [1, 2]) assert.deepEqual(await fingerprintObjects(source, { workers }), alone);
    const empty = createHash('sha256').digest('hex');
    assert.deepEqual(alone[0], {
      key: 'empty',
      sizeBytes: 0,
      sha256: empty,
      image: null,
      contentType: null,
      metadata: {},
    });
    assert.equal(alone.find(({ key }) => key === 'large')?.sizeBytes, 2_500_003);
    const last = alone.at(-1);
    assert.deepEqual(
      [last?.key, last?.image],
      ['photos/6/97.png', { format: 'png', widthPx: 98, heightPx: 3 }],
    );
  });

  it('finds one byte that changed at the end of a large file', async () => {
    const was = { objects: await fingerprintObjects(source) };
    await using large = await open(join(folder, 'large'), 'r+');
    await large.write(Buffer.from('D'), 0, 1, 2_500_002);
    const found = compare(was, { objects: await fingerprintObjects(source, { workers: 2 }) });
    assert.deepEqual(
      found.map(({ kind, subject }) => `${kind} ${subject}`),
      ['object.bytes large'],
    );
  });

  it('names what cannot be read, from a thread as well', async () => {
    await assert.rejects(
      fingerprintObjects({ kind: 'bucket', access }),
      refusal(/list the bucket to its end/u),
    );
    await assert.rejects(
      fingerprintObjects({ kind: 'folder', folder: '/nowhere' }),
      refusal(/ENOENT.*nowhere/u),
    );
  });

  it('names the object that a thread could not read', async () => {
    const listing =
      '<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>gone</Key><Size>3</Size></Contents></ListBucketResult>';
    const server = createServer((request, response) => {
      const isListing = request.url?.includes('list-type') === true;
      response.writeHead(isListing ? 200 : 404, { 'content-type': 'application/xml' });
      response.end(isListing ? listing : '');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const reading = fingerprintObjects({ kind: 'bucket', access: { ...access, endpoint } }, { workers: 2 });
      await assert.rejects(reading, refusal(/expected to read all of object "gone"/u));
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });
});
