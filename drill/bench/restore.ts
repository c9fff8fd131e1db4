import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchDatabase } from './database-bench.ts';
import { benchPhotos } from './photo-bench.ts';
import { memoryLine } from './rounds.ts';

// What it costs to prove a restore, against what the restore itself costs: `npm run bench:restore [rows] [photos] [rounds]`.
// Everything is measured beside what it is compared with, in the same minute on the same machine.

const [rows = 1_000_000, photos = 5_000, rounds = 3] = process.argv.slice(2).map(Number);

const folder = await mkdtemp(join(tmpdir(), 'golive-bench-'));
const say = (...lines: readonly string[]): void => void process.stdout.write(`${lines.join('\n')}\n`);
try {
  // The server's own user passes through it.
  await chmod(folder, 0o711);
  const [fewRows, manyRows] = [
    await benchDatabase(folder, { rows: rows / 10, rounds, isJudged: false }),
    await benchDatabase(folder, { rows, rounds, isJudged: true }),
  ];
  say(...fewRows.lines, ...manyRows.lines, memoryLine('rows, and ten times as many', fewRows, manyRows));
  const [fewPhotos, manyPhotos] = [
    await benchPhotos(folder, { photos: photos / 10, rounds, isJudged: false }),
    await benchPhotos(folder, { photos, rounds, isJudged: true }),
  ];
  say(...fewPhotos.lines, ...manyPhotos.lines);
  say(memoryLine('photos, and ten times as many', fewPhotos, manyPhotos));
} finally {
  await rm(folder, { recursive: true, force: true });
}
