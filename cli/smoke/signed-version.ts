import { join } from 'node:path';
import { findRun } from '../../reports/find-run.ts';
import { readVerdict } from '../../reports/read-verdict.ts';
import { UsageError, type CommandInput } from '../command.ts';
import { readReportsFolder } from '../places.ts';

/**
 * The version that must run: as it was said, or that of a run that was GO.
 * @throws UsageError where both are said, or the run was no GO or does not know its version.
 */
export function signedVersion(values: CommandInput['values'], target: string): string | undefined {
  const { release, signed } = values;
  if (typeof release === 'string' && typeof signed === 'string') {
    throw new UsageError('bad-flag', 'expected --release or --signed, got both');
  }
  if (typeof release === 'string') {
    if (release.trim() !== '') return release.trim();
    throw new UsageError('bad-value', '--release: expected a version, got nothing');
  }
  if (typeof signed !== 'string') return undefined;
  const { decision, run } = readVerdict(join(findRun(readReportsFolder(values), signed), 'verdict.json'));
  const refused = (expected: string, got: string): UsageError =>
    new UsageError('bad-value', `--signed ${signed}: expected ${expected}, got ${got}`);
  if (run.target !== target) throw refused(`a run of ${target}`, `one of ${run.target}`);
  if (decision !== 'GO') throw refused('a run that was GO', decision);
  const version = run.release?.version ?? 'unknown';
  if (version === 'unknown') throw refused('a run that knows its release’s version', 'one that does not');
  return version;
}
