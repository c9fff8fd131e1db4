import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { readBackupKey } from '../server/config.ts';
import { seal, sealedSuffix, unseal, writeWhole } from './sealed-file.ts';

const usage = 'Usage: node operations/seal.ts seal <file> <file>.enc | open <file>.enc <file>';

/** Seals one file with BACKUP_KEY, or opens it. The sealed file keeps the name of what is in it, and `.enc`. */
const run = async (): Promise<void> => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [action, from = '', to = ''] = positionals;
  const [plain, sealed] = action === 'seal' ? [from, to] : [to, from];
  const name = basename(plain);
  if ((action !== 'seal' && action !== 'open') || positionals.length !== 3) throw new Error(usage);
  if (basename(sealed) !== `${name}${sealedSuffix}`) throw new Error(usage);
  const key = readBackupKey(process.env);
  await writeWhole(action === 'seal' ? seal(createReadStream(from), key, name) : unseal(from, key, name), to);
};

try {
  await run();
} catch (error) {
  console.error(`seal: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
