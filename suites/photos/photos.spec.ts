import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applicable } from '../../targets/capabilities.ts';
import { isNotApplicable } from '../../targets/schema/common.ts';
import { asText } from '../../targets/pointer.ts';
import type { ObjectsClient } from '../../stack/clients/objects.ts';
import type { SqlClient } from '../../stack/clients/sql.ts';
import { makePhoto } from '../../fixtures/camera/photo.ts';
import { check } from '../../fixtures/check.ts';
import type { Observations } from '../../fixtures/observations.ts';
import type { Names, PhotoPages } from '../../fixtures/pages/pages.ts';
import type { Phone } from '../../fixtures/phone.ts';
import type { Attached } from '../../fixtures/attached.ts';

interface Witnesses {
  readonly sql: SqlClient;
  readonly objects: ObjectsClient;
}

/** Undefined where the bytes cannot be looked at: the row says why, and nothing is green. */
function both({ target }: Attached, given: Partial<Witnesses>, seen: Observations): Witnesses | undefined {
  const { sql, objects } = given;
  if (sql && objects) return { sql, objects };
  const { objects: stated } = target.stack;
  const why = isNotApplicable(stated)
    ? `photos are confirmed in a bucket: ${stated.notApplicable}`
    : `no access to ${sql ? 'the bucket' : 'the database'} of this stack: photos are confirmed there`;
  seen.inconclusive(why);
  return undefined;
}

async function openJob(attached: Attached, phone: Phone, sql: SqlClient) {
  const photos = applicable(attached.target.photos, 'photos');
  const [row] = await sql.query(photos.jobQuery, []);
  if (!row) throw new Error('photos.jobQuery: expected one row, got none');
  const job: Names = Object.fromEntries(Object.entries(row).map(([name, value]) => [name, asText(value)]));
  const screen = await phone.openAs(photos.role);
  const pages = screen.pages.photos;
  if (!pages) throw new Error('the pages of this application have no photos');
  await pages.open(job);
  return { job, pages, photos };
}

/** SHA-256 of the bytes that the bucket holds for every photo row of the job. */
async function stored(
  attached: Attached,
  { sql, objects }: Witnesses,
  job: Names,
): Promise<readonly string[]> {
  const photos = applicable(attached.target.photos, 'photos');
  const rows = await sql.query(photos.photosQuery, [job['job'] ?? '']);
  return await Promise.all(rows.map(async (row) => await objects.sha256(asText(row['object_key']))));
}

function write(attached: Attached, name: string, bytes: Uint8Array): string {
  const file = join(mkdtempSync(join(attached.play.temporaryFolder, 'photo-')), name);
  writeFileSync(file, bytes);
  return file;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function takeOne(pages: PhotoPages, phone: Phone): Promise<string> {
  await phone.camera.show({ symbology: 'qr', value: `a job ${phone.deviceId}` });
  return await pages.take();
}

check('photo.stored', async ({ phone, attached, sql, objects, seen, unique }) => {
  if (phone.cameraFidelity === 'synthetic-stream') seen.setFidelity('synthetic-stream');
  const witnesses = both(attached, { ...(sql ? { sql } : {}), ...(objects ? { objects } : {}) }, seen);
  if (!witnesses) return;
  const { job, pages } = await openJob(attached, phone, witnesses.sql);
  const before = await stored(attached, witnesses, job);
  const seed = Number.parseInt(sha256(Buffer.from(unique)).slice(0, 7), 16);
  const made = [0, 1, 2].map((index) => makePhoto({ sizeBytes: 150_000, seed: seed + index }));
  const says = await pages.add(
    made.map((photo, index) => write(attached, `${index}-${photo.name}`, photo.buffer)),
  );
  seen.confirm('the screen says', { operator: '!=', expected: '', actual: says });
  const after = await stored(attached, witnesses, job);
  for (const [index, photo] of made.entries()) {
    const found = after.filter((hash) => hash === photo.sha256).length;
    seen.confirm(`photo ${index + 1} of 3 in the bucket, by SHA-256`, { expected: 1, actual: found });
  }
  await takeOne(pages, phone);
  const last = await stored(attached, witnesses, job);
  const live = last.length - before.length - made.length;
  seen.confirm('photos taken with the live camera in the bucket', {
    operator: '>=',
    expected: 1,
    actual: live,
  });
  if (phone.installsByPrompt) seen.setFidelity('live-capture');
});

check('photo.large', async ({ phone, attached, sql, objects, seen, unique }) => {
  const witnesses = both(attached, { ...(sql ? { sql } : {}), ...(objects ? { objects } : {}) }, seen);
  if (!witnesses) return;
  const { job, pages, photos } = await openJob(attached, phone, witnesses.sql);
  const seed = Number.parseInt(sha256(Buffer.from(unique)).slice(0, 7), 16);
  const photo = makePhoto({ sizeBytes: photos.largeBytes, seed });
  await pages.add([write(attached, photo.name, photo.buffer)]);
  const after = await stored(attached, witnesses, job);
  seen.confirm('size of the photo', {
    operator: '>=',
    expected: photos.largeBytes,
    actual: photo.buffer.length,
    unit: 'bytes',
    limit: photos.largeBytes,
  });
  seen.confirm('in the bucket, by SHA-256', { expected: true, actual: after.includes(photo.sha256) });
});

/** Keys of the bucket, any job's, that hold these very bytes. */
async function keysOf({ objects }: Witnesses, bytes: Buffer): Promise<readonly string[]> {
  const alike = (await objects.list()).filter(({ sizeBytes }) => sizeBytes === bytes.length);
  const hashed = alike.map(async ({ key }) => ({ key, hash: await objects.sha256(key) }));
  return (await Promise.all(hashed)).filter(({ hash }) => hash === sha256(bytes)).map(({ key }) => key);
}

/** Rows of the job's photos whose stored bytes are these. */
const rowsOf = async (attached: Attached, witnesses: Witnesses, job: Names, bytes: Buffer): Promise<number> =>
  (await stored(attached, witnesses, job)).filter((hash) => hash === sha256(bytes)).length;

check('photo.other-types-refused', async ({ phone, attached, sql, objects, seen, unique }) => {
  const witnesses = both(attached, { ...(sql ? { sql } : {}), ...(objects ? { objects } : {}) }, seen);
  if (!witnesses) return;
  const { job, pages, photos } = await openJob(attached, phone, witnesses.sql);
  const text = `<script>alert(1)</script> this is no photo, whatever its name says: ${unique}`;
  const disguised = Buffer.from(text);
  const said = await pages.addRefused(write(attached, 'photo.png', disguised));
  const keys = await keysOf(witnesses, disguised);
  seen.confirm('in the bucket, as', { expected: 'nothing', actual: keys.join(', ') || 'nothing' });
  const rows = await rowsOf(attached, witnesses, job, disguised);
  seen.confirm('photos of the job that are this file', { expected: 0, actual: rows });
  seen.confirm('the word on the screen', { operator: 'matches', expected: photos.refusal, actual: said });
});
