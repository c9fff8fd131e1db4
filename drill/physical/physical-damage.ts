import { readdir, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { artifactFiles, flipByte, type Damage } from '../artifact.ts';
import { physicalParts } from './physical-parts.ts';

const keptShare = 0.95;

/** One byte of a table, and an end of the log that never arrived. */
export const physicalDamages: readonly Damage[] = [
  {
    id: 'flipped-byte',
    async apply({ path }) {
      // Tables and indexes of all databases lie here.
      const folder = join(physicalParts(path).base, 'base');
      const [file] = await artifactFiles({ path: folder, kind: 'folder' });
      if (file === undefined) throw new Error(`expected a file in ${folder}, got none`);
      const at = Math.floor(file.sizeBytes / 2);
      await flipByte(file.path, at);
      return `one byte flipped at ${at} of ${file.sizeBytes} in ${file.path.slice(path.length + 1)}`;
    },
  },
  {
    id: 'cut-short',
    async apply({ path }) {
      const { log } = physicalParts(path);
      const pieces = (await readdir(log)).filter((name) => /^[0-9A-F]{24}$/u.test(name)).sort();
      const last = pieces.at(-1);
      if (last === undefined) throw new Error(`expected a finished piece of the log in ${log}, got none`);
      const file = join(log, last);
      const { sizeBytes = 0 } = (await artifactFiles({ path: file, kind: 'file' }))[0] ?? {};
      const kept = Math.floor(sizeBytes * keptShare);
      await truncate(file, kept);
      return `the last piece of the log cut to ${kept} of ${sizeBytes} bytes`;
    },
  },
];
