import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { artifactFiles, copyArtifact, damages, placeArtifact, type Damage } from './artifact.ts';

describe('an artifact', () => {
  let folder: string;
  before(async () => (folder = await mkdtemp(join(tmpdir(), 'golive-artifact-'))));
  after(() => rm(folder, { recursive: true }));

  const damage = (id: Damage['id']): Damage => damages.find((each) => each.id === id) ?? assert.fail();

  async function backup(name: string, dump: Buffer) {
    const artifact = await placeArtifact(join(folder, name), 'folder');
    await mkdir(join(artifact.path, 'objects'));
    await writeFile(join(artifact.path, 'database'), dump);
    await writeFile(join(artifact.path, 'objects', 'photo'), Buffer.alloc(5_000, 7));
    return artifact;
  }

  it('is a folder that is there, or a file that the command makes; its files are listed largest first', async () => {
    const artifact = await backup('listed', Buffer.from('PGDMP and more'));
    assert.deepEqual(
      (await artifactFiles(artifact)).map(({ sizeBytes }) => sizeBytes),
      [5_000, 14],
    );
    const file = await placeArtifact(join(folder, 'one'), 'file');
    assert.deepEqual(await artifactFiles(file), []);
    await writeFile(file.path, 'abc');
    assert.equal((await artifactFiles(file))[0]?.sizeBytes, 3);
  });

  it('is damaged as a copy: the dump is cut, though a photo is larger', async () => {
    const artifact = await backup('cut', Buffer.concat([Buffer.from('PGDMP'), Buffer.alloc(995)]));
    const copy = await copyArtifact(artifact, join(folder, 'cut-copy'));
    assert.equal(await damage('cut-short').apply(copy, 'no such text'), 'database cut to 950 of 1000 bytes');
    assert.equal((await stat(join(copy.path, 'database'))).size, 950);
    assert.equal((await stat(join(artifact.path, 'database'))).size, 1000);
  });

  it('has a text of one row changed where the dump shows it, and stays a text', async () => {
    const artifact = await backup('text', Buffer.from('SQLite format 3\0 drill-0af3-1 … drill-0af3-1'));
    const said = await damage('flipped-byte').apply(artifact, 'drill-0af3-1');
    assert.equal(said, 'one text changed at 2 places in database');
    const changed = await readFile(join(artifact.path, 'database'), 'utf8');
    assert.ok(
      !changed.includes('drill-0af3-1') &&
        /^SQLite format 3\0 [\x20-\x7f]{12} … [\x20-\x7f]{12}$/u.test(changed),
    );
  });

  it('has a byte flipped in the middle of the largest file where it does not', async () => {
    const artifact = await backup('flipped', Buffer.from('PGDMP'));
    const said = await damage('flipped-byte').apply(artifact, 'drill-0af3-1');
    assert.equal(said, 'one byte flipped at 2499 of 5000 in objects/photo');
    const bytes = await readFile(join(artifact.path, 'objects', 'photo'));
    assert.equal(bytes.filter((byte) => byte === (7 ^ 0xff)).length, 1);
    assert.equal(bytes.length, 5_000);
  });
});
