import { chown, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClusterFolder } from './cluster-folder.ts';
import type { ServerUser } from './unprivileged-user.ts';

/** What a server proves itself with. */
export interface ServerCertificate {
  readonly certificatePem: string;
  readonly keyPem: string;
  /** False: who does not speak TLS is let in as well. */
  readonly isDemanded?: boolean;
}

/**
 * Lets a cluster that has not been started yet speak TLS, and unless told otherwise refuses everybody without it but
 * the superuser, as managed databases do. @returns The settings that it must be started with.
 */
export async function offerTls(
  place: ClusterFolder,
  user: ServerUser | null,
  { certificatePem, keyPem, isDemanded = true }: ServerCertificate,
): Promise<Readonly<Record<string, string>>> {
  const certificate = join(place.dataFolder, 'server.crt');
  const key = join(place.dataFolder, 'server.key');
  await writeFile(certificate, certificatePem, { mode: 0o600 });
  await writeFile(key, keyPem, { mode: 0o600 });
  if (user !== null) for (const file of [certificate, key]) await chown(file, user.uid, user.gid);
  const settings = { ssl: 'on', ssl_cert_file: certificate, ssl_key_file: key };
  if (!isDemanded) return settings;
  const rules = join(place.dataFolder, 'pg_hba.conf');
  const rest = (await readFile(rules, 'utf8')).split('\n').filter((line) => !/^host\s+all\s/u.test(line));
  const open = ['host all postgres 127.0.0.1/32 scram-sha-256', 'hostssl all all 127.0.0.1/32 scram-sha-256'];
  await writeFile(rules, [...rest, ...open, ''].join('\n'));
  return settings;
}
