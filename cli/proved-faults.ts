import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { proofSchema, type Proof } from '../reports/schema/proof.ts';
import { provedFaultSchema, type ProvedFault } from '../reports/schema/run.ts';

const docs = join(import.meta.dirname, '..', 'docs');
const file = join(docs, 'faults-proved.json');
const proofFile = join(docs, 'proof.json');

/** What this gate was tried with, and what it caught: written from real runs, and committed. */
export function provedFaults(): readonly ProvedFault[] {
  return existsSync(file) ? z.array(provedFaultSchema).parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
}

/** How much it found when that was last tried: `golive prove --publish` writes it. Empty where nobody has. */
export function lastProof(): { readonly proof?: Proof } {
  return existsSync(proofFile)
    ? { proof: proofSchema.parse(JSON.parse(readFileSync(proofFile, 'utf8'))) }
    : {};
}
