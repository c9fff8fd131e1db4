import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { learnSecretsOf, promote } from '../../evidence/promote.ts';
import { learningRedactor } from '../../evidence/redact.ts';
import type { RunContext } from '../run-context.ts';

/**
 * Brings the blob report of one play into the run's folder, redacted as every artifact is: by these the shards of a
 * run are merged. A play that was killed has none: that answers are missing is then the verdict.
 */
export function keepBlob(
  { runFolder, secrets, report }: Pick<RunContext, 'runFolder' | 'secrets' | 'report'>,
  blob: string,
): void {
  if (!existsSync(blob)) return report('this play left no blob report');
  const folder = join(runFolder, 'blob');
  mkdirSync(folder, { recursive: true });
  const redactor = learningRedactor(secrets());
  learnSecretsOf(blob, redactor);
  promote(blob, join(folder, `report-${readdirSync(folder).length + 1}.zip`), redactor.redact);
}
