/** A process that takes one fingerprint and says how much memory it took: `folder <path>` or `postgres <url>`. */
import pg from 'pg';
import { fingerprintObjects } from '../../stack/fingerprint/fingerprint-objects.ts';
import { fingerprintPostgres } from '../../stack/fingerprint/postgres-catalog.ts';

const [kind = '', place = ''] = process.argv.slice(2);

if (kind === 'folder') await fingerprintObjects({ kind: 'folder', folder: place }, { workers: 2 });
else {
  const client = new pg.Client({ connectionString: place });
  await client.connect();
  await fingerprintPostgres(client).finally(() => client.end());
}
process.send?.({ peakMb: process.resourceUsage().maxRSS / 1024 });
process.disconnect();
