import { join } from 'node:path';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { openObjects } from '../../clients/objects.ts';
import { environment } from '../../environment.ts';
import { freePort } from '../../ports.ts';
import { currentMachine, findObjectServer } from '../../tools/index.ts';
import { ObjectsComponent } from './objects-component.ts';
import type { ServiceAccess, ServiceOptions, StartedService } from './service.ts';

const region = 'eu-central-1';

/** An S3 server of the stack's own with one empty bucket. */
export async function startObjects(options: ServiceOptions, bucket: string): Promise<StartedService> {
  const server = await findObjectServer(currentMachine(environment.inherited));
  options.report(`starting the object server (${server.kind} ${server.version})`);
  const accessKeyId = 'golive';
  const secretAccessKey = options.secrets.get('object server');
  const port = await freePort();
  const component = new ObjectsComponent(
    {
      folder: join(options.folder, 'objects'),
      region,
      port,
      server,
      spawn: options.spawn,
      accessKeyId,
      secretAccessKey,
    },
    options.place,
    options.cuts.from('objects'),
  );
  await component.start();
  const throughPort = (through: number): ServiceAccess => ({
    objects: { endpoint: `http://127.0.0.1:${through}`, region, bucket, accessKeyId, secretAccessKey },
  });
  const direct = throughPort(port);
  try {
    await createBucket(direct);
  } catch (error) {
    await component.stop();
    throw error;
  }
  return {
    component,
    part: { role: 'objects', name: component.name, kind: server.kind, version: server.version },
    isEmulated: server.kind === 'emulator',
    programFolders: [],
    direct,
    throughPort,
    [Symbol.asyncDispose]: () => component.stop(),
  };
}

async function createBucket({ objects }: ServiceAccess): Promise<void> {
  if (objects === undefined) return;
  const opened = openObjects(objects);
  try {
    await opened.client.send(new CreateBucketCommand({ Bucket: opened.bucket }));
  } finally {
    opened.close();
  }
}
