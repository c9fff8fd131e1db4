/**
 * The emulator as a process of its own:
 * `node emulator.ts --folder DIR --region NAME --port N --credentials FILE`.
 * The credentials file is read once and removed, so that no secret stays on the disk, in `ps` or in an environment.
 */
import { readFileSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { createEmulator } from './emulator-server.ts';
import { S3Error } from './s3-error.ts';
import type { Credentials } from './signature-v4.ts';

const { values } = parseArgs({
  options: {
    folder: { type: 'string' },
    region: { type: 'string' },
    port: { type: 'string' },
    credentials: { type: 'string' },
  },
});

function needed(name: 'folder' | 'region' | 'port' | 'credentials'): string {
  return values[name] ?? refuse(`expected --${name}, got nothing`);
}

function readCredentials(file: string): Credentials {
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
  rmSync(file);
  if (
    typeof value !== 'object' ||
    value === null ||
    !('accessKeyId' in value) ||
    !('secretAccessKey' in value)
  ) {
    return refuse('expected accessKeyId and secretAccessKey in the credentials file, got others');
  }
  return { accessKeyId: String(value.accessKeyId), secretAccessKey: String(value.secretAccessKey) };
}

function refuse(message: string): never {
  throw new S3Error('InvalidArgument', message);
}

const server = createEmulator({
  folder: needed('folder'),
  region: needed('region'),
  ...readCredentials(needed('credentials')),
});
server.listen(Number(needed('port')), '127.0.0.1');

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    server.close();
    server.closeAllConnections();
  });
}
