import { createHash, randomBytes } from 'node:crypto';
import { PNG } from 'pngjs';
import type { HttpClient } from '../../stack/clients/http.ts';
import { openObjects } from '../../stack/clients/objects.ts';
import { accountOf, headersFor, signIn } from '../../stack/clients/session.ts';
import { openSql } from '../../stack/clients/sql.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import { isNotApplicable } from '../../targets/schema/common.ts';
import type { Photos } from '../../targets/schema/phone.ts';
import { substitute, substituteAll } from '../../targets/substitute.ts';
import { sayWhat, type Said } from './say-what.ts';

/** The job that all photos of one traffic are added to. */
export interface PhotoJob {
  readonly photos: Photos;
  readonly names: Readonly<Record<string, string>>;
}

/** Noise of this width and height, in four colours: some 37 kB that nobody else has sent. */
const side = 96;

/** Undefined where the system takes no photos, or nobody can look for them afterwards. */
export async function findPhotoJob({ target, access }: StartedStack): Promise<PhotoJob | undefined> {
  const { photos } = target;
  if (isNotApplicable(photos) || access.sql === undefined || access.objects === undefined) return undefined;
  await using sql = openSql(access.sql);
  const [row] = await sql.query(photos.jobQuery);
  if (row === undefined) return undefined;
  return {
    photos,
    names: Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)])),
  };
}

/** Signs somebody in who takes photos. Each call of what it hands back sends one; its marker is its SHA-256. */
export async function openPhotographer(
  { target, access }: StartedStack,
  http: HttpClient,
  { photos: { role, upload }, names }: PhotoJob,
): Promise<() => Promise<Said>> {
  const { token } = await signIn(http, { target, role, account: accountOf(target, access, role) });
  const headers = headersFor(target, role, token);
  return async () => {
    const bytes = drawNoise();
    const marker = createHash('sha256').update(bytes).digest('hex');
    const form = new FormData();
    for (const [name, value] of Object.entries(substituteAll(upload.fields, names))) form.append(name, value);
    form.append(upload.field, new Blob([bytes], { type: 'image/png' }), `${marker.slice(0, 12)}.png`);
    const path = substitute(upload.path, names);
    const send = () => http.request({ method: 'POST', path, headers, body: form });
    return { marker, said: await sayWhat(send, upload.status) };
  };
}

function drawNoise(): Uint8Array<ArrayBuffer> {
  const picture = new PNG({ width: side, height: side });
  picture.data = randomBytes(side * side * 4);
  return Uint8Array.from(PNG.sync.write(picture));
}

/** Those of the photos whose row is in the database, and whose object in the bucket has the bytes that were sent. */
export async function findPhotos(
  { access }: StartedStack,
  { photos, names }: PhotoJob,
  hashes: readonly string[],
): Promise<ReadonlySet<string>> {
  if (access.sql === undefined || access.objects === undefined) return new Set();
  await using sql = openSql(access.sql);
  const rows = await sql.query(photos.photosQuery, [names['job'] ?? '']);
  const keys = new Map(rows.map((row) => [String(row['sha256']), String(row['object_key'])]));
  const bucket = openObjects(access.objects);
  const found = new Set<string>();
  try {
    for (const hash of hashes) {
      const key = keys.get(hash);
      if (key !== undefined && (await bucket.sha256(key)) === hash) found.add(hash);
    }
  } finally {
    bucket.close();
  }
  return found;
}
