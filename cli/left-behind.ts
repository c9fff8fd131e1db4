import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tidied } from '../stack/ledger/remove-records.ts';
import type { Terminal } from './terminal.ts';

/** More of them are not read on a terminal. */
const shownLeft = 10;

/** Says what was removed, and lists in the run's folder what is left in a system that is not the run's own. */
export function sayLeftBehind(
  { removed, left }: Tidied,
  { terminal, runFolder }: { readonly terminal: Terminal; readonly runFolder: string },
): void {
  terminal.progress(`  ${removed} records removed, ${left.length} things left`);
  for (const text of left.slice(0, shownLeft)) terminal.say(`golive: left behind: ${text}`);
  const more = left.length - shownLeft;
  const file = join(runFolder, 'left-behind.txt');
  if (more > 0) terminal.say(`golive: left behind: ${more} more, in ${file}`);
  if (left.length > 0) writeFileSync(file, `${left.join('\n')}\n`);
  else rmSync(file, { force: true });
}
