import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { CreateBucketCommand, DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { openObjects } from '../../stack/clients/objects.ts';
import { environment } from '../../stack/environment.ts';
import type { Access } from '../../stack/facts.ts';
import { compare } from '../../stack/fingerprint/compare.ts';
import { fingerprintObjects } from '../../stack/fingerprint/fingerprint-objects.ts';
import { freePort } from '../../stack/ports.ts';
import {
  startObjectServer,
  type StartedObjectServer,
} from '../../stack/process/object-server/start-object-server.ts';
import { currentMachine, findObjectServer } from '../../stack/tools/index.ts';
import { copyBucketToBucket, copyBucketToFolder, copyFolderToBucket } from './copy-objects.ts';

type Bucket = NonNullable<Access['objects']>;
const credentials = { accessKeyId: 'golive-copies', secretAccessKey: 'a-secret-of-this-test-only' };
const region = 'eu-central-1';

describe('a copy of stored objects', () => {
  let folder: string;
  const servers: StartedObjectServer[] = [];
  let source: Bucket;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'golive-copies-'));
    const server = await findObjectServer(currentMachine(environment.inherited));
    for (const name of ['one', 'two']) {
      const place = { folder: join(folder, name), port: await freePort() };
      servers.push(await startObjectServer({ ...place, region, server, spawn, ...credentials }));
    }
    source = await makeBucket(0, 'photos');
    await change(source, ({ client, bucket }) =>
      Promise.all(
        [1, 200_000, 3_000_000].map((size, at) =>
          client.send(
            new PutObjectCommand({
              Bucket: bucket,
              Key: `jobs/${at}/a photo ü.png`,
              Body: randomBytes(size),
              ContentType: 'image/png',
              Metadata: { by: `person-${at}` },
            }),
          ),
        ),
      ),
    );
  });
  after(async () => {
    for (const server of servers) await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function makeBucket(server: number, bucket: string): Promise<Bucket> {
    const { endpoint = '' } = servers[server] ?? {};
    const made: Bucket = { endpoint, region, bucket, ...credentials };
    await change(made, ({ client }) => client.send(new CreateBucketCommand({ Bucket: bucket })));
    return made;
  }

  async function change(at: Bucket, work: (opened: ReturnType<typeof openObjects>) => Promise<unknown>) {
    const opened = openObjects(at);
    await work(opened).finally(() => opened.close());
  }

  const read = async (access: Bucket) => ({
    objects: await fingerprintObjects({ kind: 'bucket', access }),
  });

  const ways: Readonly<Record<string, (to: Bucket) => Promise<void>>> = {
    'bucket to bucket of another server': (to) => copyBucketToBucket(source, to),
    'bucket to folder, and back into a bucket': async (to) => {
      const between = join(folder, `copy-of-${to.bucket}`);
      await copyBucketToFolder(source, between);
      await copyFolderToBucket(between, to);
    },
  };

  for (const [at, [way, copy]] of Object.entries(ways).entries()) {
    it(`${way}: bytes, types and what was noted come back`, async () => {
      const to = await makeBucket(1, `back-${at}`);
      await copy(to);
      assert.deepEqual(compare(await read(source), await read(to)), []);
    });
  }

  it('is found wanting where one is replaced, one is lost and one belongs to nobody', async () => {
    const to = await makeBucket(1, 'wrong');
    await copyBucketToBucket(source, to);
    await change(to, async ({ client, bucket }) => {
      const put = { Bucket: bucket, ContentType: 'image/png' };
      const Metadata = { by: 'person-1' };
      const Body = randomBytes(200_000);
      await client.send(new PutObjectCommand({ ...put, Metadata, Key: 'jobs/1/a photo ü.png', Body }));
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'jobs/2/a photo ü.png' }));
      await client.send(new PutObjectCommand({ ...put, Key: 'jobs/9/stranger.png', Body }));
    });
    const found = compare(await read(source), await read(to));
    assert.deepEqual(found.map(({ kind, subject }) => `${kind} ${subject}`).sort(), [
      'object.bytes jobs/1/a photo ü.png',
      'object.missing jobs/2/a photo ü.png',
      'object.unexpected jobs/9/stranger.png',
    ]);
  });
});
