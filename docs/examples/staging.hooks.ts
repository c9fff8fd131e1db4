import { referenceRemovals } from '../../targets/reference.removals.ts';
import type { HooksInput } from '../../targets/schema/hooks.ts';

const minuteMs = 60_000;
const staging = (command: string) => `ssh deploy@staging.example.com '${command}'`;
const account = (name: string, passwordVariable: string) => ({
  email: `golive-${name}@fieldbook.example`,
  passwordVariable,
});
/** All that somebody could be given to verify a Fieldbook that is deployed: see docs/attach.md. */
export const hooks: HooksInput = {
  accounts: {
    technician: account('technician', 'STAGING_TECHNICIAN'),
    'technician+1': account('technician-2', 'STAGING_TECHNICIAN_2'),
    dispatcher: account('dispatcher', 'STAGING_DISPATCHER'),
    warehouse: account('warehouse', 'STAGING_WAREHOUSE'),
    admin: { ...account('admin', 'STAGING_ADMIN'), totpSecretVariable: 'STAGING_ADMIN_TOTP' },
  },
  database: { engine: 'postgres', urlVariable: 'STAGING_DATABASE_URL' },
  expect: { version: '1.0.0', ports: [22, 80, 443] },
  commands: {
    variables: ['SCRATCH_DATABASE_URL'],
    backup: {
      command: `${staging('cd /srv/fieldbook && sh operations/backup.sh /tmp/golive')} && scp -r deploy@staging.example.com:/tmp/golive/. "{artifact}"`,
      timeoutMs: 10 * minuteMs,
    },
    restore: {
      command: 'DATABASE_URL="$SCRATCH_DATABASE_URL" sh operations/restore.sh "{artifact}"',
      timeoutMs: 10 * minuteMs,
      scratch: {
        database: { engine: 'postgres', urlVariable: 'SCRATCH_DATABASE_URL' },
        start: { command: 'docker compose -f scratch.yml up --wait', timeoutMs: 2 * minuteMs },
        empty: {
          command:
            'docker compose -f scratch.yml down --volumes && docker compose -f scratch.yml up --wait database',
          timeoutMs: 2 * minuteMs,
        },
        connect: '127.0.0.1:9443',
      },
    },
    logs: { command: staging('journalctl -u fieldbook --since -15min'), timeoutMs: minuteMs },
    renewal: { command: staging('sudo certbot renew --dry-run'), timeoutMs: 3 * minuteMs },
    environment: {
      command: staging('systemctl show fieldbook -p Environment | tr " " "\\n"'),
      timeoutMs: minuteMs,
    },
  },
  permits: [
    { address: '203.0.113.7', allows: ['load', 'ports'], until: '2026-12-01', by: 'A. Owner, operations' },
  ],
  changesRecords: { until: '2026-12-01', by: 'A. Owner, operations' },
  removals: referenceRemovals,
};
