import { serveEngine } from '../engines/engine-process.ts';
import { AutocannonRun } from './run.ts';

serveEngine((job, onProgress) => Promise.resolve(new AutocannonRun(job, onProgress)));
