import { createHash } from 'node:crypto';
import type { Target } from './schema/target.ts';

/** SHA-256 of a target as data: two files that say the same are the same target. */
export const targetDigest = (target: Target): string =>
  createHash('sha256').update(JSON.stringify(target)).digest('hex');
