import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import { parseArgs } from 'node:util';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import pg from 'pg';
import { readDatabaseUrl, readObjectStoreConfig } from '../server/config.ts';
import { createS3Client } from '../server/object-store.ts';

const usage = 'Usage: node operations/move-photos.ts <folder that holds uploads/>';
const oldPlace = 'uploads/';

interface OldPhoto {
  id: string;
  job: string;
  place: string;
  contentType: string;
  sha256: string;
}

const select = `select id, work_order_id as job, object_key as place, content_type as "contentType", sha256
  from photos where starts_with(object_key, $1) order by id`;

/** The file of a row; a place that would leave the folder is refused. */
const read = async (folder: string, { place, sha256 }: OldPhoto): Promise<Buffer> => {
  if (normalize(place) !== place) throw new Error(`${place}: expected a place below ${oldPlace}`);
  const bytes = await readFile(join(folder, place));
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== sha256) throw new Error(`${place}: expected bytes with sha256 ${sha256}, got ${found}`);
  return bytes;
};

/** The object is stored before its row points to it, so that one that breaks off may be repeated. */
const moveOne = async (
  { client, bucket, database }: { client: S3Client; bucket: string; database: pg.Client },
  folder: string,
  photo: OldPhoto,
): Promise<void> => {
  const bytes = await read(folder, photo);
  const key = `photos/${photo.job}/${photo.id}`;
  await client.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: key,
      Body: bytes,
      ContentType: photo.contentType,
      Metadata: { sha256: photo.sha256 },
      ChecksumSHA256: Buffer.from(photo.sha256, 'hex').toString('base64'),
    }),
  );
  await database.query('update photos set object_key = $2 where id = $1', [photo.id, key]);
};

const move = async (folder: string): Promise<number> => {
  const config = readObjectStoreConfig(process.env);
  const database = new pg.Client({
    connectionString: readDatabaseUrl(process.env),
    application_name: 'fieldbook-move-photos',
  });
  await database.connect();
  const client = createS3Client(config);
  try {
    const { rows } = await database.query<OldPhoto>(select, [oldPlace]);
    for (const photo of rows) await moveOne({ client, bucket: config.S3_BUCKET, database }, folder, photo);
    return rows.length;
  } finally {
    client.destroy();
    await database.end();
  }
};

try {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [folder] = positionals;
  if (folder === undefined || positionals.length !== 1) throw new Error(usage);
  console.log(`${await move(folder)} photos moved.`);
} catch (error) {
  console.error(`move-photos: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
