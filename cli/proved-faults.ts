import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { provedFaultSchema, type ProvedFault } from '../reports/schema/run.ts';

const file = join(import.meta.dirname, '..', 'docs', 'faults-proved.json');

/** What this gate was tried with, and what it caught: written from real runs, and committed. */
export function provedFaults(): readonly ProvedFault[] {
  return existsSync(file) ? z.array(provedFaultSchema).parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
}
