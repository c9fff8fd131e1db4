import { join } from 'node:path';
import type { PhysicalBackupOptions } from '../stack/database/base-backup.ts';
import { archiveWal, takeBaseBackup, verifyBaseBackup } from '../stack/database/base-backup.ts';
import type { PostgresCluster } from '../stack/database/cluster.ts';
import { recoverPostgresCluster } from '../stack/database/recover-cluster.ts';
import { allowedDifferences, compare } from '../stack/fingerprint/compare.ts';
import type { AllowedDifference, Difference } from '../stack/fingerprint/difference.ts';
import type { Fingerprint } from '../stack/fingerprint/fingerprint.ts';
import { fingerprintPostgres } from '../stack/fingerprint/postgres-catalog.ts';

export interface PointInTimeOptions extends Omit<PhysicalBackupOptions, 'folder'> {
  /** Archives its log into `walFolder`; see walArchiving. */
  readonly cluster: PostgresCluster;
  readonly walFolder: string;
  /** An empty folder that the server's user may write into. */
  readonly folder: string;
  readonly database: string;
  /** A free port for the cluster that is restored. */
  readonly port: number;
  /** Commits something, each time another. */
  readonly write: () => Promise<void>;
  /** For what may happen to a backup before it is restored. */
  readonly meanwhile?: (baseBackup: string) => Promise<void>;
}

export interface PointInTimeTrial {
  /** The moment that was restored to, as PostgreSQL writes it. */
  readonly until: string;
  /** Against the database as it was at that moment; empty means that it came back. */
  readonly differences: readonly Difference[];
  readonly allowed: readonly AllowedDifference[];
}

const loggedAhead = 'PostgreSQL writes sequences 32 numbers ahead into its log';

/**
 * A physical backup and the log since: files are copied while the server runs, something is written, the moment is
 * noted, more is written, and another cluster is restored to that moment. @throws StackError where the backup differs
 * from its manifest, or the log does not reach the moment.
 */
export async function tryPointInTime(options: PointInTimeOptions): Promise<PointInTimeTrial> {
  const { cluster, folder, walFolder, database, write } = options;
  const baseBackup = join(folder, 'base');
  const backup: PhysicalBackupOptions = { ...options, folder: baseBackup };
  await takeBaseBackup(cluster, backup);
  await write();
  const { before, until } = await noteMoment(cluster, database);
  await write();
  await archiveWal(cluster);
  await options.meanwhile?.(baseBackup);
  await verifyBaseBackup(backup);
  await using restored = await recoverPostgresCluster({
    ...options,
    folder: join(folder, 'restored'),
    password: cluster.password,
    baseBackup,
    walFolder,
    until,
  });
  const after = await fingerprintOf(restored, database);
  const allowed = { allowed: { sequencesAhead: loggedAhead } };
  return {
    until,
    differences: compare(before, after, allowed),
    allowed: allowedDifferences(before, after, allowed),
  };
}

/** Nobody else writes: what is committed now is what the moment is restored to. */
async function noteMoment(cluster: PostgresCluster, database: string) {
  const before = await fingerprintOf(cluster, database);
  const client = await cluster.connect(database);
  try {
    const { rows } = await client.query<{ until: string }>('SELECT clock_timestamp()::text AS until');
    return { before, until: rows[0]?.until ?? '' };
  } finally {
    await client.end();
  }
}

async function fingerprintOf(cluster: PostgresCluster, database: string): Promise<Fingerprint> {
  const client = await cluster.connect(database);
  return await fingerprintPostgres(client).finally(() => client.end());
}
