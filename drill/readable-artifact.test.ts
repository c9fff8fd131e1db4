import assert from 'node:assert/strict';
import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { PNG } from 'pngjs';
import type { Artifact } from './artifact.ts';
import { readablePlaces, type Known } from './readable-artifact.ts';

const known: Known = {
  texts: new Map([['drill-0af3-1', 'a row of the database']]),
  objects: new Map([[createHash('sha256').update('\x01\x02').digest('hex'), 'photos/1']]),
};
const sql = Buffer.from('INSERT INTO customers VALUES (1);\n'.repeat(200));
const archive = Buffer.concat([Buffer.from('PGDMP'), randomBytes(2_000)]);

function encrypted(bytes: Buffer, algorithm: 'aes-256-gcm' | 'aes-256-ecb'): Buffer {
  const cipher = createCipheriv(
    algorithm,
    randomBytes(32),
    algorithm === 'aes-256-ecb' ? null : randomBytes(12),
  );
  return Buffer.concat([cipher.update(bytes), cipher.final()]);
}

describe('a backup without its key', () => {
  let folder: string;
  before(async () => (folder = await mkdtemp(join(tmpdir(), 'golive-readable-'))));
  after(() => rm(folder, { recursive: true }));

  async function places(files: Readonly<Record<string, Uint8Array | string>>) {
    const artifact: Artifact = { path: await mkdtemp(join(folder, 'a-')), kind: 'folder' };
    await mkdir(join(artifact.path, 'objects'));
    for (const [name, bytes] of Object.entries(files)) await writeFile(join(artifact.path, name), bytes);
    return await readablePlaces(artifact, known);
  }

  it('tells nothing where all is encrypted, sums and names of its files apart', async () => {
    const dump = encrypted(sql, 'aes-256-gcm');
    const sums = `${createHash('sha256').update(dump).digest('hex')}  ./dump.enc\n`;
    const armoured = `-----BEGIN AGE ENCRYPTED FILE-----\n${randomBytes(3_000).toString('base64')}\n`;
    const files = {
      'dump.enc': dump,
      'objects/1.enc': randomBytes(100),
      manifest: sums,
      'key.age': armoured,
    };
    assert.deepEqual(await places(files), []);
  });

  const readable: ReadonlyArray<readonly [string, Uint8Array | string, RegExp]> = [
    ['a dump', archive, /x: it is a PostgreSQL archive/u],
    ['SQL', sql, /x: it is an SQL dump/u],
    ['a compressed dump', gzipSync(archive), /x: it is a gzip file/u],
    ['one of Zstandard', zstdCompressSync(archive), /x: it is a Zstandard file/u],
    ['a database', Buffer.from(`SQLite format 3\0${'x'.repeat(5_000)}`), /x: it is an SQLite database/u],
    ['a picture', PNG.sync.write(new PNG({ width: 9, height: 9 })), /x: it is a PNG picture/u],
    [
      'a row in cipher text',
      Buffer.concat([randomBytes(2_000), Buffer.from('drill-0af3-1')]),
      /x: it shows a row/u,
    ],
    ['a stored object', '\x01\x02', /x: it is the stored object photos\/1/u],
    [
      'a list of people',
      Array.from({ length: 30 }, (_, n) => `person-${n}@shop.example`).join('\n'),
      /x: it is a text/u,
    ],
    [
      'a cipher that shows what repeats',
      encrypted(Buffer.alloc(5_000, 'abc'), 'aes-256-ecb'),
      /not encrypted/u,
    ],
  ];
  for (const [what, bytes, said] of readable) {
    it(`tells of ${what}`, async () => {
      const found = await places({ x: bytes, 'dump.enc': randomBytes(2_000) });
      assert.equal(found.length, 1, found.join());
      assert.match(found[0] ?? '', said);
    });
  }

  it('finds a text that lies across two pieces of a large file', async () => {
    const bytes = randomBytes(1024 * 1024 + 100);
    bytes.write('drill-0af3-1', 1024 * 1024 - 5);
    assert.deepEqual(await places({ x: bytes }), ['x: it shows a row of the database']);
  });
});
