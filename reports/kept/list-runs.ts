import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { verdictSchema } from '../verdict.ts';

const headSchema = verdictSchema.pick({
  decision: true,
  sentence: true,
  run: true,
  fault: true,
  partial: true,
  endedEarly: true,
});
export type VerdictHead = z.infer<typeof headSchema>;

/** A run’s folder, with what its verdict says first. */
export interface KeptRun {
  readonly id: string;
  readonly folder: string;
  /** Null where it has none, or none that can be read: it was killed, or it is not over. */
  readonly verdict: VerdictHead | null;
  /** People have signed it, or a part of it. */
  readonly isSigned: boolean;
}

/** As newRunId makes them: what else lies in the folder is nobody’s run. */
const runId = /^\d{8}T\d{6}-.+-[a-z0-9]{4}$/u;

/** Files that a person’s decision leaves in a run’s folder. */
const signatures = ['signoff', 'signoff.json', 'attestation.json'];

function headOf(folder: string): VerdictHead | null {
  try {
    const parsed = headSchema.safeParse(JSON.parse(readFileSync(join(folder, 'verdict.json'), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export function readRun(runs: string, id: string): KeptRun {
  const folder = join(runs, id);
  const isSigned = signatures.some((name) => existsSync(join(folder, name)));
  return { id, folder, verdict: headOf(folder), isSigned };
}

/** Ids of all runs below a folder, the newest first: an id begins with its time. */
export function runIds(runs: string): readonly string[] {
  if (!existsSync(runs)) return [];
  const folders = readdirSync(runs, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders
    .map(({ name }) => name)
    .filter((name) => runId.test(name))
    .toSorted()
    .toReversed();
}

/** Every run, the newest first. */
export function listRuns(runs: string): readonly KeptRun[] {
  return runIds(runs).map((id) => readRun(runs, id));
}

/** A whole run of the release itself that ended in GO. */
export const isGo = ({ verdict }: KeptRun): boolean => verdict?.decision === 'GO' && verdict.fault === null;
