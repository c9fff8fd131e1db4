import { benchPhotos } from './photo-bench.ts';

// The bench of photos in a process of its own, since OpenSSL reads its settings once: restore.ts starts it.

const [folder = '', photos, rounds, judged] = process.argv.slice(2);
const size = { photos: Number(photos), rounds: Number(rounds), isJudged: judged === 'judged' };
process.send?.(await benchPhotos(folder, size));
