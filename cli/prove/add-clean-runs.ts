import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verdictSchema, type Verdict } from '../../reports/verdict.ts';
import { UsageError } from '../command.ts';
import { golivePackage } from '../golive-package.ts';
import { answersOf } from './clean-record.ts';
import type { ProofLog } from './proof-log.ts';

/**
 * Takes whole runs that were made before into a proof (those of CI, say): each counts, whatever its verdict was, and what
 * passed in it is a control. The code that they ran is vouched for by who names them; target and version are looked at.
 * @throws UsageError where one is of something else, is partial, or had a fault planted.
 */
export function addCleanRuns(log: ProofLog, folders: readonly string[], target: string): void {
  for (const folder of folders) {
    const verdict = readVerdict(folder);
    const expected = whyRefused(verdict, target);
    if (expected !== undefined) throw new UsageError('bad-value', `--clean-run: ${folder}: ${expected}`);
    const { id, endedAt, startedAt, stack } = verdict.run;
    if (log.has('clean', id)) continue;
    log.add({
      kind: 'clean',
      digest: log.digest,
      key: id,
      at: endedAt,
      durationMs: Date.parse(endedAt) - Date.parse(startedAt),
      place: stack,
      asked: [],
      ...answersOf(verdict),
    });
  }
}

function readVerdict(folder: string): Verdict {
  const file = join(folder, 'verdict.json');
  if (!existsSync(file)) throw new UsageError('bad-value', `--clean-run: ${file}: expected it, got none`);
  const parsed = verdictSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new UsageError('bad-value', `--clean-run: ${file}: ${issue?.path.join('.')}: ${issue?.message}`);
}

function whyRefused({ run, fault, partial }: Verdict, target: string): string | undefined {
  const version = run.versions['golive'];
  if (run.target !== target) return `expected a run of ${target}, got one of ${run.target}`;
  if (fault !== null) return `expected nothing planted, got ${fault.id}`;
  if (partial !== null)
    return `expected a whole run, got one of ${partial.scheduled} of ${partial.of} answers`;
  if (version === golivePackage.version) return undefined;
  return `expected Golive ${golivePackage.version}, got ${version ?? 'another'}`;
}
