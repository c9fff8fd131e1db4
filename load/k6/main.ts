import { serveEngine } from '../engines/engine-process.ts';
import { K6Run } from './run.ts';

// Golive's side of k6, in a process of its own: it ends k6 when Golive is gone.
serveEngine(async (job, onProgress) => K6Run.start(job, onProgress));
