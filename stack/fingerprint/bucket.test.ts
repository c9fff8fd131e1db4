import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { S3Client } from '@aws-sdk/client-s3';
import { PNG } from 'pngjs';
import { fingerprintBucket, type BucketReader } from './bucket.ts';
import { compare } from './compare.ts';
import { FingerprintError } from './fingerprint-error.ts';
import { compareLedger, readLedger, type LedgerRow } from './ledger.ts';
import { s3Bucket } from './s3-bucket.ts';

const picture = PNG.sync.write(new PNG({ width: 12, height: 7 }));
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

interface Stored {
  bytes: Buffer;
  metadata?: Record<string, string>;
  listedBytes?: number;
}

function memoryBucket(objects: Record<string, Stored>, seen = { most: 0 }): BucketReader {
  let open = 0;
  return {
    async *list() {
      for (const [key, { bytes, listedBytes }] of Object.entries(objects)) {
        yield { key, sizeBytes: listedBytes ?? bytes.length };
      }
    },
    async read(key) {
      const { bytes, metadata = {} } = objects[key] ?? assert.fail(`no ${key}`);
      open += 1;
      seen.most = Math.max(seen.most, open);
      const body = (async function* () {
        for (let at = 0; at < bytes.length; at += 5) {
          await Promise.resolve();
          yield bytes.subarray(at, at + 5);
        }
        open -= 1;
      })();
      return { body, contentType: 'image/png', metadata };
    },
  };
}

const twenty = (): Record<string, Stored> =>
  Object.fromEntries(
    Array.from({ length: 20 }, (_, n) => {
      const png = new PNG({ width: n + 1, height: 3 });
      png.data.fill(n * 11);
      const bytes = PNG.sync.write(png);
      return [`photos/${19 - n}`, { bytes, metadata: { sha256: sha256(bytes) } }];
    }),
  );
const ledgerOf = (objects: Record<string, Stored>): LedgerRow[] =>
  Object.entries(objects).map(([key, { bytes }]) => ({
    key,
    sha256: sha256(bytes),
    sizeBytes: bytes.length,
  }));
const names = (differences: readonly { kind: string; subject: string }[]) =>
  differences.map(({ kind, subject }) => `${kind} ${subject}`);

describe('fingerprintBucket', () => {
  it('hashes every object, at most eight at a time, and reads what picture it is', async () => {
    const seen = { most: 0 };
    const found = await fingerprintBucket(memoryBucket(twenty(), seen));
    assert.equal(seen.most, 8);
    assert.equal(found.length, 20);
    const last = twenty()['photos/0'] ?? assert.fail();
    assert.deepEqual(found[0], {
      key: 'photos/0',
      sizeBytes: last.bytes.length,
      sha256: sha256(last.bytes),
      contentType: 'image/png',
      metadata: { sha256: sha256(last.bytes) },
      image: { format: 'png', widthPx: 20, heightPx: 3 },
    });
  });

  it('names an object that ends early', async () => {
    const objects = { ...twenty(), cut: { bytes: picture, listedBytes: 999 } };
    await assert.rejects(
      fingerprintBucket(memoryBucket(objects)),
      (error) => error instanceof FingerprintError && /"cut".*of the 999 listed/.test(error.message),
    );
  });

  it('finds a lost object, a left-over one, a changed byte, another size and lost metadata', async () => {
    const objects = twenty();
    const source = { objects: await fingerprintBucket(memoryBucket(objects)) };
    assert.deepEqual(compare(source, { objects: await fingerprintBucket(memoryBucket(twenty())) }), []);
    const flipped = Buffer.from(objects['photos/2']?.bytes ?? []);
    flipped[50] = (flipped[50] ?? 0) ^ 1;
    delete objects['photos/1'];
    Object.assign(objects['photos/2'] ?? {}, { bytes: flipped });
    objects['photos/3'] = { bytes: picture, metadata: objects['photos/3']?.metadata ?? {} };
    delete objects['photos/4']?.metadata;
    objects['photos/old'] = { bytes: picture };
    const found = compare(source, { objects: await fingerprintBucket(memoryBucket(objects)) });
    assert.deepEqual(names(found), [
      'object.missing photos/1',
      'object.bytes photos/2',
      'object.size photos/3',
      'object.metadata.sha256 photos/4',
      'object.unexpected photos/old',
    ]);
  });
});

describe('compareLedger', () => {
  it('finds nothing where all is in order', async () => {
    assert.deepEqual(compareLedger(await fingerprintBucket(memoryBucket(twenty())), ledgerOf(twenty())), []);
  });

  it('finds each way in which rows and objects can disagree', async () => {
    const objects = twenty();
    const rows = ledgerOf(objects);
    const [first, second] = [rows[0] ?? assert.fail(), rows[1] ?? assert.fail()];
    const text = Buffer.from('not a picture');
    objects['notes.txt'] = { bytes: text };
    rows.push({ key: 'notes.txt', sha256: sha256(text), sizeBytes: 13 });
    rows.push(second);
    rows[0] = { ...first, sha256: 'ab'.repeat(32), sizeBytes: 5 };
    Object.assign(objects['photos/17'] ?? {}, { metadata: { sha256: 'cd'.repeat(32) } });
    delete objects['photos/16'];
    objects['photos/left-over'] = { bytes: picture };
    const found = compareLedger(await fingerprintBucket(memoryBucket(objects)), rows);
    assert.deepEqual(names(found), [
      'ledger.duplicate photos/18',
      'ledger.size photos/19',
      'ledger.hash photos/19',
      'ledger.metadata photos/17',
      'ledger.object-missing photos/16',
      'ledger.image notes.txt',
      'ledger.row-missing photos/left-over',
    ]);
  });

  it('does not pass on an empty ledger', () => {
    assert.deepEqual(names(compareLedger([], [])), ['nothing-compared ledger']);
  });

  it('takes rows of a system that keeps no hash, and not some rows without one', async () => {
    const answering = (rows: Record<string, unknown>[]) => ({ query: async () => ({ rows }) });
    const none = [{ object_key: 'a', sha256: null }];
    const [row] = await readLedger(answering(none), 'select');
    assert.equal(row?.sha256, null);
    const [missing] = compareLedger([], [{ key: 'a', sha256: null, sizeBytes: null }]);
    assert.equal(missing?.kind, 'ledger.object-missing');
    const mixed = [...none, { object_key: 'b', sha256: '0'.repeat(64) }];
    await assert.rejects(readLedger(answering(mixed), 'select'), /row 1 .* 64 hex digits, got null/u);
  });

  it('reads the rows of a query, and names the column that is not as agreed', async () => {
    const answering = (rows: Record<string, unknown>[]) => ({ query: async () => ({ rows }) });
    const hash = 'AB'.repeat(32);
    const read = await readLedger(answering([{ object_key: 'a', sha256: hash, size_bytes: '7' }]), 'select');
    assert.deepEqual(read, [{ key: 'a', sha256: hash.toLowerCase(), sizeBytes: 7 }]);
    await assert.rejects(
      readLedger(answering([{ object_key: 'a', sha256: 'short' }]), 'select'),
      /row 1 .*sha256.*short/,
    );
    await assert.rejects(
      readLedger(answering([{ key: 'a', sha256: hash }]), 'select'),
      /object_key.*undefined/,
    );
  });
});

describe('s3Bucket', () => {
  const objects = twenty();
  const keys = Object.keys(objects).sort();
  let server: Server;
  let client: S3Client;
  before(async () => {
    server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      const key = decodeURIComponent(url.pathname.replace(/^\/bucket\/?/, ''));
      const stored = objects[key];
      if (key === '') {
        const from = Number(url.searchParams.get('continuation-token') ?? '0');
        const listed = keys.slice(from, from + 7);
        const more = from + 7 < keys.length;
        const contents = listed.map(
          (name) => `<Contents><Key>${name}</Key><Size>${objects[name]?.bytes.length}</Size></Contents>`,
        );
        const next = more ? `<NextContinuationToken>${from + 7}</NextContinuationToken>` : '';
        response.setHeader('content-type', 'application/xml');
        response.end(
          `<ListBucketResult><IsTruncated>${more}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`,
        );
      } else if (stored === undefined) response.writeHead(404).end();
      else {
        response.setHeader('x-amz-meta-sha256', stored.metadata?.['sha256'] ?? '');
        response.setHeader('content-type', 'image/png');
        response.end(stored.bytes);
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    client = new S3Client({
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: 'us-east-1',
      forcePathStyle: true,
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
  });
  after(() => {
    client.destroy();
    server.close();
  });

  it('reads every page of the listing and every object with its metadata', async () => {
    const found = await fingerprintBucket(s3Bucket(client, 'bucket'));
    assert.deepEqual(found, await fingerprintBucket(memoryBucket(objects)));
  });

  it('names the listing that cannot be read', async () => {
    await assert.rejects(
      fingerprintBucket(s3Bucket(client, 'other')),
      /expected to list the bucket to its end/,
    );
  });
});
