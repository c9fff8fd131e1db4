import { isNotApplicable } from '../targets/schema/common.ts';
import type { StartedStack } from '../stack/started-stack.ts';
import { artifactFiles } from './artifact.ts';
import type { DrillLog } from './drill-log.ts';
import { readablePlaces, type Known } from './readable-artifact.ts';
import { markersOf, type Backup } from './take-backup.ts';

const check = 'backup.encrypted';
/** Shorter ones would be found by chance in cipher text. */
const shortestSecret = 8;
const shownPlaces = 6;

/** Looks into the backup as somebody who found it would, without its key. */
export async function tellEncryption(main: StartedStack, backup: Backup, log: DrillLog): Promise<void> {
  const { encryption } = main.target.operations;
  if (isNotApplicable(encryption)) return;
  const places = await log.step('looking into the backup without its key', () =>
    readablePlaces(backup.artifact, knownOf(main, backup)),
  );
  const reason =
    places.length === 0
      ? ''
      : `without a key the backup tells (${encryption.source}):\n${places.slice(0, shownPlaces).join('\n')}` +
        (places.length > shownPlaces ? `\nand ${places.length - shownPlaces} more` : '');
  const n = (await artifactFiles(backup.artifact)).length;
  log.tell({ check, expected: 0, actual: places.length, unit: 'readable files', n, reason });
  if (places.length > 0 || encryption.keyVariable !== undefined) return;
  const unnamed = 'operations.encryption names no keyVariable, so that no other key could be tried';
  log.tell({ check, expected: 'refused', actual: null, n: 0, outcome: 'inconclusive', reason: unnamed });
}

function knownOf({ access }: StartedStack, { race, pair }: Backup): Known {
  const texts = new Map<string, string>();
  for (const marker of markersOf(race)) texts.set(marker, 'a row of the database');
  for (const secret of access.secrets) texts.set(secret, 'a secret of the system');
  for (const [name, { password }] of Object.entries(access.accounts))
    texts.set(password, `the password of ${name}`);
  for (const text of texts.keys()) if (text.length < shortestSecret) texts.delete(text);
  const objects = pair.before.objects?.objects ?? [];
  return { texts, objects: new Map(objects.map(({ sha256, key }) => [sha256, key])) };
}
