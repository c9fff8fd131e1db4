import { parseArgs } from 'node:util';
import { readBackupKey, readObjectStoreConfig } from '../server/config.ts';
import { createS3Client } from '../server/object-store.ts';
import { exportObjects } from './export-objects.ts';
import { importObjects } from './import-objects.ts';

const usage = 'Usage: node operations/objects.ts export|import <folder>';

/** Seals the whole bucket into a folder, or opens such a folder into an empty bucket. */
const run = async (): Promise<string> => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [action, folder] = positionals;
  if ((action !== 'export' && action !== 'import') || !folder || positionals.length !== 2)
    throw new Error(usage);
  const config = readObjectStoreConfig(process.env);
  const backupKey = readBackupKey(process.env);
  const client = createS3Client(config);
  try {
    const count = await (action === 'export' ? exportObjects : importObjects)(
      client,
      config.S3_BUCKET,
      folder,
      backupKey,
    );
    return `${count} objects ${action}ed.`;
  } finally {
    client.destroy();
  }
};

try {
  console.log(await run());
} catch (error) {
  console.error(`objects: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
