import { FingerprintError } from '../stack/fingerprint/fingerprint-error.ts';
import type { Target } from '../targets/schema/target.ts';
import { comparisonRow } from './comparison-row.ts';
import { fingerprintDatabase } from './database-engine.ts';
import { judgeDatabase } from './database-judgement.ts';
import type { EmptyStack } from './drill-context.ts';
import type { DrillLog } from './drill-log.ts';
import type { Backup } from './take-backup.ts';

/**
 * Where the backup and a fingerprint were taken from one snapshot, what came back must be that fingerprint to the last
 * row, those included that were written meanwhile. Told beside the comparison that leaves them out.
 */
export async function tellMoment(
  log: DrillLog,
  target: Target,
  { access }: EmptyStack,
  { moment }: Pick<Backup, 'moment'>,
): Promise<void> {
  const { sql } = access;
  if (moment === null || sql === undefined) return;
  try {
    const restored = await log.step('comparing with the moment of the backup', () =>
      fingerprintDatabase(sql),
    );
    const states = { before: moment, after: moment, restored };
    const { rows } = judgeDatabase(states, target.operations.mayDiffer);
    log.differences.push(...rows.refused, ...rows.unsure, ...rows.allowed);
    log.tell(comparisonRow('restore.rows-equal', rows), ['database']);
  } catch (error) {
    // What cannot be read was told by the comparison before this one.
    if (!(error instanceof FingerprintError)) throw error;
  }
}
