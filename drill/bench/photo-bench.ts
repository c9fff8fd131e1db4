import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, openSync, readSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fingerprintObjects } from '../../stack/fingerprint/fingerprint-objects.ts';
import { against, costOf, median, peakMbOf, type Bench, type Cost } from './rounds.ts';

const photoBytes = 200 * 1024;
/** 400 MB of them. */
const inMemory = 2048;
const memory = Buffer.alloc(inMemory * photoBytes, randomBytes(photoBytes));

interface BenchSize {
  readonly photos: number;
  readonly rounds: number;
  /** Goals are stated for the full size. */
  readonly isJudged: boolean;
}

interface Round {
  /** As many photos in memory, hashed by one core: no reading can be faster. */
  readonly wall: Cost;
  /** The files read by one core, and nothing done with them. */
  readonly read: Cost;
  /** The files by `openssl dgst`, one process: the same library as Node's. */
  readonly tool: Cost;
  readonly one: Cost;
  readonly two: Cost;
}

/** Photos in a folder, as a backup has them, against what one core's sha256 allows, and beside openssl, which reads them as well. */
export async function benchPhotos(folder: string, { photos, rounds, isJudged }: BenchSize): Promise<Bench> {
  const place = join(folder, 'photos');
  await writePhotos(place, photos);
  const source = { kind: 'folder', folder: place } as const;
  const measured: Round[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const wall = await costOf(() => hashInMemory(photos));
    const read = await costOf(() => readFiles(place, photos));
    const tool = await costOf(() => hashByTool(place, photos));
    const one = await costOf(() => fingerprintObjects(source, { workers: 1 }));
    const two = await costOf(() => fingerprintObjects(source, { workers: 2 }));
    // The first round brings the files into memory.
    if (round > 0) measured.push({ wall, read, tool, one, two });
  }
  const peakMb = await peakMbOf('folder', place);
  await rm(place, { recursive: true });
  return { lines: [...report(photos, measured, isJudged)], peakMb };
}

function* report(photos: number, measured: readonly Round[], isJudged: boolean): Generator<string> {
  const times = (part: keyof Round, than: keyof Round) =>
    median(measured.map((each) => each[than].wallMs / each[part].wallMs));
  const cpu = (part: keyof Round) => median(measured.map((each) => each[part].cpuMs / each.wall.cpuMs));
  const perSecond = (part: keyof Round) =>
    Math.round((photos * photoBytes) / 1000 / median(measured.map((each) => each[part].wallMs)));
  yield `${photos.toLocaleString('en')} photos of 200 KB, median of ${measured.length} rounds:`;
  yield `  one core's sha256, in memory: ${perSecond('wall')} MB/s; openssl dgst -sha256 over the files: ${perSecond('tool')} MB/s`;
  const most = 1 / (1 + cpu('read'));
  yield `  reading the files takes ${cpu('read').toFixed(2)}x its CPU, so a core that reads and hashes reaches ${most.toFixed(2)} at most, two ${(2 * most).toFixed(2)}`;
  yield `  one worker: ${against(times('one', 'wall'), isJudged ? 0.9 : null, 'more')}, for ${cpu('one').toFixed(2)}x its CPU; ${times('one', 'tool').toFixed(2)} of openssl's speed`;
  yield `  two workers: ${against(times('two', 'wall'), isJudged ? 1.7 : null, 'more')}, for ${cpu('two').toFixed(2)}x its CPU; ${times('two', 'tool').toFixed(2)} of openssl's speed`;
}

async function writePhotos(place: string, photos: number): Promise<void> {
  await mkdir(place, { recursive: true });
  const bytes = randomBytes(photoBytes);
  for (let n = 0; n < photos; n += 1) {
    bytes.writeUInt32LE(n, 0);
    await writeFile(join(place, `${n}.jpg`), bytes);
  }
}

/** Its exit code alone is looked at; what it says goes nowhere. */
async function hashByTool(place: string, photos: number): Promise<void> {
  const names = Array.from({ length: photos }, (_, n) => `${n}.jpg`);
  const tool = spawn('openssl', ['dgst', '-sha256', ...names], {
    cwd: place,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(tool, 'close')) as [number | null];
  if (code !== 0) throw new Error(`openssl dgst: expected exit code 0, got ${code}`);
}

async function readFiles(place: string, photos: number): Promise<void> {
  const bytes = Buffer.alloc(photoBytes);
  for (let n = 0; n < photos; n += 1) {
    const file = openSync(join(place, `${n}.jpg`), 'r');
    readSync(file, bytes, 0, photoBytes, null);
    closeSync(file);
  }
}

/** One photo after the other out of so many that no cache holds them: one that is hashed over and over is not read. */
async function hashInMemory(photos: number): Promise<void> {
  for (let n = 0; n < photos; n += 1) {
    const from = (n % inMemory) * photoBytes;
    createHash('sha256')
      .update(memory.subarray(from, from + photoBytes))
      .digest('hex');
  }
}
