/**
 * A system of a few lines, for the drill's own tests: sign-in, notes, health and readiness, on either database.
 * `node tiny-application.ts <port> <access to the database as JSON>`.
 */
import { createServer, type IncomingMessage } from 'node:http';
import { accessSchema } from '../../stack/facts.ts';
import { openSql } from '../../stack/clients/sql.ts';

const [port = '', access = ''] = process.argv.slice(2);
const sql = openSql(accessSchema.shape.sql.unwrap().parse(JSON.parse(access)), { write: true });

async function answer(request: IncomingMessage): Promise<[status: number, body: unknown]> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(Buffer.from(piece));
  const body: unknown = pieces.length === 0 ? {} : JSON.parse(Buffer.concat(pieces).toString());
  const field = (name: string): string => String(Reflect.get(Object(body), name));
  if (request.url === '/health') return [200, { status: 'ok' }];
  if (request.url === '/ready') {
    const isReady = await sql.query('SELECT count(*) FROM notes').then(
      () => true,
      () => false,
    );
    return [isReady ? 200 : 503, { isReady }];
  }
  if (request.url === '/login') {
    await sql.query('INSERT INTO sessions (email) VALUES ($1)', [field('email')]);
    return [200, { token: 'open' }];
  }
  const [row] = await sql.query('INSERT INTO notes (text) VALUES ($1) RETURNING id', [field('text')]);
  return [201, row];
}

const server = createServer((request, response) => {
  const send = ([status, body]: [number, unknown]): void =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  answer(request).then(send, (error: unknown) => send([500, { error: String(error) }]));
});
server.listen(Number(port), '127.0.0.1');
process.on('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
  void sql.close();
});
