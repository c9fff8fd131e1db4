import type { Component } from '../component.ts';
import { StackError } from '../stack-error.ts';
import { clientOf, type DatabasePlace } from './database.ts';

interface ServerCertificate {
  readonly certificatePem: string;
  readonly keyPem: string;
  readonly isDemanded: boolean;
}

/** Written beside the cluster; who is not the administrator is let in over TLS alone, as managed databases do. */
const write = `set -eu
umask 077
printf '%s' "$GOLIVE_CERTIFICATE" > "$PGDATA/server.crt"
printf '%s' "$GOLIVE_KEY" > "$PGDATA/server.key"
[ "$GOLIVE_DEMANDED" = yes ] || exit 0
sed '/^host[[:space:]]*all/d' "$PGDATA/pg_hba.conf" > "$PGDATA/pg_hba.next"
printf 'host all postgres all scram-sha-256\nhostssl all all all scram-sha-256\n' >> "$PGDATA/pg_hba.next"
mv "$PGDATA/pg_hba.next" "$PGDATA/pg_hba.conf"
`;

/**
 * Lets PostgreSQL in its container speak TLS, and where that is demanded refuse everybody without it but the
 * administrator.
 * @throws StackError `command-failed` with what was said.
 */
export async function offerTls(
  part: Pick<Component, 'exec'>,
  { first }: DatabasePlace,
  { certificatePem, keyPem, isDemanded }: ServerCertificate,
): Promise<void> {
  const ended = await part.exec({
    program: 'sh',
    arguments: ['-c', write],
    environment: {
      GOLIVE_CERTIFICATE: certificatePem,
      GOLIVE_KEY: keyPem,
      GOLIVE_DEMANDED: isDemanded ? 'yes' : 'no',
    },
    timeoutMs: 10_000,
  });
  if (ended.exitCode !== 0)
    throw new StackError('command-failed', `TLS of the database: ${ended.stderr.trim()}`);
  const client = clientOf(first, 10_000);
  await client.connect();
  try {
    for (const setting of ["ssl_cert_file = 'server.crt'", "ssl_key_file = 'server.key'", 'ssl = on'])
      await client.query(`ALTER SYSTEM SET ${setting}`);
    await client.query('SELECT pg_reload_conf()');
  } finally {
    await client.end();
  }
}
