import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ObjectStore } from '../server/object-store.ts';
import type { Cell } from './batch.ts';
import { drawBoard } from './picture.ts';
import type { Random } from './random.ts';
import type { SeededJob } from './records.ts';
import { baseDate } from './records.ts';

/** Draws pictures, puts them into the bucket and answers their rows. */
export const seedPhotos = async (
  random: Random,
  objects: ObjectStore,
  jobs: readonly SeededJob[],
  count: number,
  userId: string,
): Promise<Cell[][]> => {
  const rows: Cell[][] = [];
  for (let index = 0; index < count; index += 1) {
    const png = drawBoard(random);
    const id = random.uuid();
    const job = jobs[index % jobs.length];
    if (!job) throw new Error('expected jobs to add photos to, got none');
    const key = `photos/${job.id}/${id}`;
    const sha256 = createHash('sha256').update(png).digest('hex');
    await objects.put(
      { key, contentType: 'image/png', sizeBytes: png.length, sha256 },
      Readable.from([png], { objectMode: false }),
    );
    const createdAt = new Date(baseDate - index * 60_000).toISOString();
    rows.push([
      id,
      job.id,
      key,
      `board-${index + 1}.png`,
      'image/png',
      png.length,
      sha256,
      userId,
      createdAt,
    ]);
  }
  return rows;
};
