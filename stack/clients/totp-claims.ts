import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { environment } from '../environment.ts';

/** Of a process that belongs to no run. */
const own = new Set<string>();

/**
 * True for the first of all processes of a run that asks for this step of this secret: a used code must not be used
 * again. Claims are empty folders in the run's own, and go with it; without a run they are this process's.
 */
export function claimStep(secret: string, step: number): boolean {
  const claim = `${createHash('sha256').update(secret).digest('hex').slice(0, 16)}-${step}`;
  const folder = environment.claimsFolder;
  if (folder === undefined) return !own.has(claim) && own.add(claim).has(claim);
  try {
    mkdirSync(join(folder, claim));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
