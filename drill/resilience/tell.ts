import type { Observation } from '../../evidence/row.ts';
import { openObjects } from '../../stack/clients/objects.ts';
import { openSql } from '../../stack/clients/sql.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import { isNotApplicable } from '../../targets/schema/common.ts';
import { confirmedBefore, type Disturbed } from './disturb.ts';
import type { DisturbanceFigures } from './judge-disturbance.ts';

export type Row = Omit<Observation, 'fidelity' | 'check'>;
type Tell = (row: Row) => void;

/** What the rows of one disturbance say: nothing lost, back in time, no readiness page that lied. */
export function tellDisturbance({ figures, photos, left }: Disturbed, limitMs: number, observe: Tell): void {
  if (left !== '') observe({ expected: 'back by itself', actual: left, outcome: 'fail', reason: left });
  for (const [name, seen] of kindsOf({ figures, photos })) {
    if (tooFew(name, seen, observe)) continue;
    tellLost(name, seen, observe);
    tellBack(name, seen, limitMs, observe);
  }
  observe({
    expected: 0,
    actual: figures.falselyReady,
    unit: 'times ready while nothing could be written',
    reason: figures.falselyReady === 0 ? '' : withoutService(figures),
  });
}

type Kind = 'writes' | 'photos';

/** What people sent, by its kind. */
export function kindsOf({ figures, photos }: Pick<Disturbed, 'figures' | 'photos'>) {
  const all: [Kind, DisturbanceFigures][] = [['writes', figures]];
  if (photos !== null) all.push(['photos', photos]);
  return all;
}

/** Nobody was promised anything that could have been lost: an open question, and no answer. */
export function tooFew(name: Kind, { confirmed, refusals }: DisturbanceFigures, observe: Tell) {
  const least = confirmedBefore[name];
  if (confirmed >= least) return false;
  const reason = `only ${confirmed} ${name} were confirmed in all: ${refusals[0] ?? 'none was tried'}`;
  observe({ expected: least, actual: confirmed, outcome: 'inconclusive', reason, n: confirmed });
  return true;
}

export function tellLost(name: Kind, { confirmed, lost }: DisturbanceFigures, observe: Tell): void {
  const where = {
    writes: 'not in the database',
    photos: 'without row, or without those bytes in the bucket',
  };
  const some = lost.slice(0, 5).map(({ marker }) => marker);
  observe({
    expected: 0,
    actual: lost.length,
    unit: `confirmed ${name} lost`,
    n: confirmed,
    reason: lost.length === 0 ? '' : `confirmed, and ${where[name]}: ${some.join(', ')}`,
  });
}

function tellBack(name: Kind, figures: DisturbanceFigures, limitMs: number, observe: Tell): void {
  const { backAfterMs, confirmed } = figures;
  const service = withoutService(figures);
  observe({
    operator: '<=',
    expected: limitMs,
    actual: backAfterMs ?? 'not back',
    unit: name === 'writes' ? 'ms' : `ms to the next ${name}`,
    limit: limitMs,
    n: confirmed,
    outcome: backAfterMs !== null && backAfterMs <= limitMs ? 'pass' : 'fail',
    reason:
      backAfterMs === null
        ? `no ${name} confirmed again within ${limitMs} ms of the last part’s return: ${service}`
        : service,
  });
}

/** For a person: how long, and what was said meanwhile. */
export function withoutService({ withoutServiceMs, refusals }: DisturbanceFigures): string {
  const said = refusals[0] === undefined ? '' : `; ${refusals[0]}`;
  return `${(withoutServiceMs / 1000).toFixed(1)} s without service${said}`;
}

/** Every row of the ledger has its file. Files without a row are what an upload that broke off leaves: no loss. */
export async function tellFiles({ access, target }: StartedStack, observe: Tell): Promise<void> {
  const stated = target.stack.objects;
  if (access.objects === undefined || access.sql === undefined || isNotApplicable(stated)) return;
  await using sql = openSql(access.sql);
  const rows = await sql.query(stated.ledgerQuery);
  const bucket = openObjects(access.objects);
  try {
    const there = new Set((await bucket.list()).map(({ key }) => key));
    const missing = rows.map((row) => String(row['object_key'])).filter((key) => !there.has(key));
    observe({
      expected: 0,
      actual: missing.length,
      unit: 'rows without their file',
      n: rows.length,
      reason: missing.slice(0, 5).join(', '),
    });
  } finally {
    bucket.close();
  }
}
