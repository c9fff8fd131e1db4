import { asText, readPointer } from '../../targets/pointer.ts';
import type { Removal } from '../../targets/schema/hooks.ts';
import type { Target } from '../../targets/schema/target.ts';
import type { Session } from '../clients/session.ts';
import type { SqlClient } from '../clients/sql.ts';
import type { LedgerEntry } from './ledger.ts';
import { markersOf, writesOf, type NotedWrite } from './writes.ts';

/** What became of the records that a run has made. */
export interface Tidied {
  readonly removed: number;
  /** What is still there, or may be: one sentence each. */
  readonly left: readonly string[];
}

export interface Remover {
  readonly target: Pick<Target, 'signIn'>;
  readonly removals: readonly Removal[];
  /** That may write; undefined where there is no access. */
  readonly sql: SqlClient | undefined;
  /** Signed in as a role. @throws StackError where that role cannot sign in. */
  session(role: string): Promise<Session>;
  readonly signal: AbortSignal;
}

interface Swept {
  readonly removed: number;
  /** Markers that a record of this kind still holds, or may, with the reason. */
  readonly left: ReadonlyMap<string, string>;
}

/**
 * Takes away what holds a marker of the run, rule by rule, and looks whether it is gone. What no rule answers for is
 * listed: nothing that was there before is ever touched.
 */
export async function removeRecords(entries: readonly LedgerEntry[], remover: Remover): Promise<Tidied> {
  const markers = markersOf(entries);
  const swept = new Map<Removal, Swept>();
  // The last rule first would be the writer's order of making; rules stand in the order of taking away.
  for (const rule of remover.removals) swept.set(rule, await sweep(rule, markers, remover));
  const writes = writesOf(entries, remover.target);
  const left = [...new Set([...leftByRules(swept), ...leftByWrites(writes, swept)])];
  return { removed: [...swept.values()].reduce((sum, { removed }) => sum + removed, 0), left };
}

async function sweep(rule: Removal, markers: readonly string[], remover: Remover): Promise<Swept> {
  const left = new Map<string, string>();
  let removed = 0;
  for (const marker of markers) {
    try {
      remover.signal.throwIfAborted();
      const result = await takeAway(rule, marker, remover);
      removed += result.removed;
      if (result.left > 0) left.set(marker, `${result.left} still there`);
    } catch (error) {
      left.set(marker, error instanceof Error ? error.message : String(error));
    }
  }
  return { removed, left };
}

async function takeAway(
  { by }: Removal,
  marker: string,
  remover: Remover,
): Promise<{ readonly removed: number; readonly left: number }> {
  if ('role' in by) return await byApi(by, marker, await remover.session(by.role));
  const { sql } = remover;
  if (!sql) throw new Error('expected a database that may be written to (hooks: database), got none');
  const pattern = `%${marker}%`;
  const count = async (): Promise<number> => Number((await sql.query(by.count, [pattern]))[0]?.['n'] ?? 0);
  const before = await count();
  if (before === 0) return { removed: 0, left: 0 };
  for (const statement of by.remove) await sql.query(statement, [pattern]);
  const after = await count();
  return { removed: before - after, left: after };
}

type ByApi = Extract<Removal['by'], { role: string }>;

async function byApi({ find, remove }: ByApi, marker: string, session: Session) {
  const ids = async (): Promise<readonly string[]> => {
    const answer = await session.send({ method: 'GET', path: find.path }, { marker });
    if (answer.status !== 200) throw new Error(`GET ${find.path}: expected 200, got ${answer.status}`);
    const rows = readPointer(answer.json(), find.rows);
    // A search may be fuzzy: only what really holds the marker is the run's.
    const own = (Array.isArray(rows) ? rows : []).filter((row) => JSON.stringify(row).includes(marker));
    return own.map((row) => asText(readPointer(row, find.id)));
  };
  const before = await ids();
  for (const id of before) {
    const answer = await session.send({ method: remove.method, path: remove.path }, { id });
    if (!remove.status.includes(answer.status)) {
      throw new Error(`${remove.method} ${remove.path}: expected ${remove.status}, got ${answer.status}`);
    }
  }
  const after = before.length === 0 ? [] : await ids();
  return { removed: before.length - after.length, left: after.length };
}

function leftByRules(swept: ReadonlyMap<Removal, Swept>): readonly string[] {
  return [...swept].flatMap(([{ record }, { left }]) => {
    const [first] = left;
    if (first === undefined) return [];
    const others = left.size > 1 ? ` (and ${left.size - 1} markers more)` : '';
    return [`${record} marked ${first[0]}${others}: ${first[1]}`];
  });
}

/** Writes that no rule answers for, or whose rule did not come to its end. */
function leftByWrites(writes: readonly NotedWrite[], swept: ReadonlyMap<Removal, Swept>): readonly string[] {
  const rules = [...swept];
  const covering = ({ path }: NotedWrite) =>
    rules.filter(([{ covers }]) => covers.some((prefix) => path === prefix || path.startsWith(`${prefix}/`)));
  const isGone = (write: NotedWrite): boolean => {
    const { marker } = write;
    const own = covering(write);
    return own.length > 0 && marker !== null && own.every(([, { left }]) => !left.has(marker));
  };
  const goneIds = new Set(writes.filter(isGone).flatMap(({ made }) => (made === null ? [] : [made])));
  const ofGone = ({ path, made }: NotedWrite): boolean =>
    goneIds.has(made ?? '') || path.split('/').some((part) => goneIds.has(part));
  const open = writes.filter((write) => !isGone(write) && !ofGone(write));
  const grouped = Map.groupBy(open, ({ method, path, marker }) => `${method} ${path} ${marker ?? ''}`);
  return [...grouped.values()].map((group) => sentenceOf(group, covering));
}

function sentenceOf(
  group: readonly NotedWrite[],
  covering: (write: NotedWrite) => readonly unknown[],
): string {
  const [{ method, path, marker, status } = noWrite] = group;
  const made = group.flatMap((write) => (write.made === null ? [] : [write.made]));
  const times = group.length === 1 ? 'once' : `${group.length} times`;
  const what = `${method} ${path}, ${times}, answered ${status ?? 'nothing that was seen'}`;
  const ids = made.length === 0 ? '' : `, made ${made.slice(0, 3).join(', ')}${made.length > 3 ? ' …' : ''}`;
  const why =
    marker === null
      ? 'holds no marker'
      : group.some((write) => covering(write).length > 0)
        ? `marked ${marker}`
        : `marked ${marker}, and no removal covers it`;
  return `${what}${ids}: ${why}`;
}

const noWrite: NotedWrite = { method: '', path: '', marker: null, status: null, made: null };
