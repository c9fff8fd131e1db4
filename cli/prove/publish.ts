import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faults as known } from '../../faults/index.ts';
import type { Proof } from '../../reports/schema/proof.ts';
import { UsageError } from '../command.ts';
import { provedFaults } from '../proved-faults.ts';
import type { ProofLog } from './proof-log.ts';
import type { ProofRequest } from './proof-request.ts';

const docs = join(import.meta.dirname, '..', '..', 'docs');

/**
 * Writes what was proved where every report of this checkout finds it: in docs/faults-proved.json each fault that was
 * tried, so that one which is no longer caught is no longer said to be; the score in docs/proof.json, unless faults were
 * picked.
 * @throws UsageError where this is no checkout.
 */
export function publishProof(
  log: ProofLog,
  score: Proof,
  { isPartial }: Pick<ProofRequest, 'isPartial'>,
): void {
  if (!existsSync(join(docs, 'faults-proved.json'))) {
    throw new UsageError('bad-value', '--publish: expected a checkout of Golive, got an installed package');
  }
  const tried = log.of('fault');
  if (tried.length > 0) {
    const others = provedFaults().filter(({ id }) => !tried.some(({ key }) => key === id));
    const proved = [...others, ...tried.flatMap(({ proved: one }) => (one === null ? [] : [one]))];
    // In the order of `golive faults`, so that a new proof changes its own lines only.
    const order = known.map((fault): string => fault.id);
    proved.sort((one, other) => order.indexOf(one.id) - order.indexOf(other.id));
    write('faults-proved.json', proved);
  }
  if (!isPartial) write('proof.json', score);
}

/** The same text as before where nothing else is to be said. */
function write(name: string, content: unknown): void {
  const file = join(docs, name);
  const text = `${JSON.stringify(content, null, 2)}\n`;
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
}
