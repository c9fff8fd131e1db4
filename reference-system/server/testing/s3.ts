import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './postgres.ts';

/** An S3 endpoint for tests: versitygw where it is on the PATH, else objects in this process's memory. */
export interface TestS3 extends AsyncDisposable {
  endpoint: string;
  accessKeyId: string;
  secretAccessKey: string;
}

interface MemoryObject {
  body: Buffer;
  headers: Record<string, string>;
}

const kept = (incoming: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(incoming.headers).filter(
      (entry): entry is [string, string] =>
        (entry[0] === 'content-type' || entry[0].startsWith('x-amz-meta-')) && typeof entry[1] === 'string',
    ),
  );

const bodyOf = async (incoming: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) if (chunk instanceof Buffer) chunks.push(chunk);
  return Buffer.concat(chunks);
};

const listing = (keys: string[]): string =>
  `<?xml version="1.0"?><ListBucketResult><IsTruncated>false</IsTruncated>${keys
    .map((key) => `<Contents><Key>${key}</Key></Contents>`)
    .join('')}</ListBucketResult>`;

/** Knows no signatures: only the calls that the application makes, for tests of the application. */
const answer = async (
  buckets: Map<string, Map<string, MemoryObject>>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> => {
  const [, bucketName = '', ...rest] = decodeURIComponent(
    new URL(incoming.url ?? '/', 'http://s3').pathname,
  ).split('/');
  const key = rest.join('/');
  const bucket = buckets.get(bucketName);
  const body = await bodyOf(incoming);
  if (!key && incoming.method === 'PUT') {
    buckets.set(bucketName, bucket ?? new Map());
    outgoing.end();
  } else if (!bucket) outgoing.writeHead(404).end('<Error><Code>NoSuchBucket</Code></Error>');
  else if (!key) outgoing.end(incoming.method === 'HEAD' ? undefined : listing([...bucket.keys()].sort()));
  else if (incoming.method === 'PUT') {
    bucket.set(key, { body, headers: kept(incoming) });
    outgoing.end();
  } else {
    const object = bucket.get(key);
    if (!object) outgoing.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
    else
      outgoing
        .writeHead(200, { ...object.headers, 'content-length': object.body.length })
        .end(incoming.method === 'HEAD' ? undefined : object.body);
  }
};

const startMemory = async (): Promise<TestS3> => {
  const buckets = new Map<string, Map<string, MemoryObject>>();
  const server: Server = createServer((incoming, outgoing) => void answer(buckets, incoming, outgoing));
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${port}`,
    accessKeyId: 'test-key',
    secretAccessKey: 'memory-only-4711',
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const findVersity = async (): Promise<string | null> => {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, 'versitygw');
    if (
      await access(path).then(
        () => true,
        () => false,
      )
    )
      return path;
  }
  return null;
};

const startVersity = async (binary: string): Promise<TestS3> => {
  const folder = await mkdtemp(join(tmpdir(), 'fieldbook-s3-'));
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const [accessKeyId, secretAccessKey] = ['test-key', 'test-only-4711'];
  const environment = { ...process.env, ROOT_ACCESS_KEY: accessKeyId, ROOT_SECRET_KEY: secretAccessKey };
  const server = spawn(binary, ['--port', `127.0.0.1:${port}`, '--quiet', 'posix', folder], {
    env: environment,
    stdio: 'ignore',
  });
  const exited = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  for (
    let attempt = 0;
    !(await fetch(endpoint).then(
      () => true,
      () => false,
    ));
    attempt += 1
  ) {
    if (attempt > 200) throw new Error(`versitygw: expected an answer on ${endpoint} within 10 s, got none`);
    await pause(50);
  }
  return {
    endpoint,
    accessKeyId,
    secretAccessKey,
    [Symbol.asyncDispose]: async () => {
      server.kill('SIGTERM');
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
};

export const startTestS3 = async (): Promise<TestS3> => {
  const binary = await findVersity();
  return binary ? startVersity(binary) : startMemory();
};
