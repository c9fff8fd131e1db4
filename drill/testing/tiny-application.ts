/**
 * A system of a few lines, for the drill's own tests: sign-in, notes, photos, health and readiness, on either database.
 * `node tiny-application.ts <port> <access to the database as JSON> <version> <access to the bucket as JSON>`.
 */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { accessSchema } from '../../stack/facts.ts';
import { openObjects } from '../../stack/clients/objects.ts';
import { openSql } from '../../stack/clients/sql.ts';

const [port = '', access = '', version = '', bucketAccess = ''] = process.argv.slice(2);
const sql = openSql(accessSchema.shape.sql.unwrap().parse(JSON.parse(access)), { write: true });

/** When a write found no room, at last. */
let lastFullAt = 0;

async function answer(request: IncomingMessage): Promise<[status: number, body: unknown]> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(Buffer.from(piece));
  if (request.url === '/photos') return [201, await storePhoto(Buffer.concat(pieces), request)];
  const body: unknown = pieces.length === 0 ? {} : JSON.parse(Buffer.concat(pieces).toString());
  const field = (name: string): string => String(Reflect.get(Object(body), name));
  if (request.url === '/health') return [200, { status: 'ok', version }];
  if (request.url === '/ready') {
    const isReady = await sql.query('SELECT count(*) FROM notes').then(
      () => true,
      () => false,
    );
    const hasRoom = Date.now() - lastFullAt > 5_000;
    return [isReady && hasRoom ? 200 : 503, { isReady, hasRoom }];
  }
  if (request.url === '/login') {
    await sql.query('INSERT INTO sessions (email) VALUES ($1)', [field('email')]);
    return [200, { token: 'open' }];
  }
  const [row] = await sql.query('INSERT INTO notes (text) VALUES ($1) RETURNING id', [field('text')]);
  return [201, row];
}

/** The object first, its row after. */
async function storePhoto(form: Buffer<ArrayBuffer>, { headers }: IncomingMessage): Promise<unknown> {
  const asked = new Response(form, { headers: { 'content-type': headers['content-type'] ?? '' } });
  const photo = (await asked.formData()).get('photo');
  if (!(photo instanceof File)) throw new Error('expected a photo');
  const Body = Buffer.from(await photo.arrayBuffer());
  const sha256 = createHash('sha256').update(Body).digest('hex');
  const Key = `photos/${sha256}`;
  const { client, bucket, close } = openObjects(
    accessSchema.shape.objects.unwrap().parse(JSON.parse(bucketAccess)),
  );
  await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body })).finally(close);
  await sql.query('INSERT INTO photos VALUES ($1, $2)', [Key, sha256]);
  return { Key };
}

const server = createServer((request, response) => {
  const send = ([status, body]: [number, unknown]): void =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  answer(request).then(send, (error: unknown) => {
    if (/No space left on device/u.test(String(error))) lastFullAt = Date.now();
    send([500, { error: String(error) }]);
  });
});
server.listen(Number(port), '127.0.0.1');
process.on('SIGTERM', () => {
  server.close();
  server.closeIdleConnections();
  server.once('close', () => void sql.close());
});
