/** `node docs/generate.ts`: writes the pages that are made from the catalogue, the faults and the house. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { madePages } from './tables.ts';

for (const [name, page] of Object.entries(madePages)) {
  writeFileSync(join(import.meta.dirname, name), page());
  process.stdout.write(`wrote docs/${name}\n`);
}
