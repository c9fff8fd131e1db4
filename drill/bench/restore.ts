import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { benchDatabase } from './database-bench.ts';
import { environment } from '../../stack/environment.ts';
import { memoryLine, type Bench } from './rounds.ts';

// What it costs to prove a restore, against what the restore itself costs: `npm run bench:restore [rows] [photos] [rounds]`.
// Everything is measured beside what it is compared with, in the same minute on the same machine. Photos twice: their
// goals are of processors on which sha256 is what they wait for (about 200 MB a CPU-second without SHA instructions).

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
  const few = await photosAs('with', photos / 10, false);
  const slow = await photosAs('without', photos, true);
  const fast = await photosAs('with', photos, true);
  say('By code without SHA instructions, where sha256 is what a photo waits for:', ...slow.lines);
  say('As this processor does it:', ...fast.lines);
  say(memoryLine('photos, and ten times as many', few, fast));
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Whether OpenSSL may use a processor's SHA instructions is its own setting (x86-64 alone knows it). */
async function photosAs(instructions: 'with' | 'without', count: number, isJudged: boolean): Promise<Bench> {
  const main = fileURLToPath(new URL('./photos-alone.ts', import.meta.url));
  const settings = instructions === 'without' ? { OPENSSL_ia32cap: ':~0x20000000' } : {};
  const words = [folder, String(count), String(rounds), isJudged ? 'judged' : 'shown'];
  const child = fork(main, words, { env: { ...environment.inherited, ...settings } });
  const [bench] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`expected the bench of photos to answer, got an end with ${String(code)}`);
    }),
  ])) as [Bench];
  return bench;
}
