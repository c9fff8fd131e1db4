import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { composeFile } from './project.ts';

/** The compose file that every stack of containers is made of: its name and SHA-256. What is laid over it differs by run. */
export function composeDigest(): { readonly file: string; readonly digest: string } {
  const digest = createHash('sha256').update(readFileSync(composeFile)).digest('hex');
  return { file: basename(composeFile), digest };
}
