import type { Target } from '../../targets/schema/target.ts';
import type { LedgerEntry } from './ledger.ts';

/** One write that may have left something. */
export interface NotedWrite {
  readonly method: string;
  readonly path: string;
  readonly marker: string | null;
  /** Null where no answer was noted: it may have been done all the same. */
  readonly status: number | null;
  readonly made: string | null;
}

/** Writes that were not refused, sessions left out: signing in makes no record. */
export function writesOf(entries: readonly LedgerEntry[], { signIn }: Pick<Target, 'signIn'>) {
  const { request, requestWithTotp, refresh, signOut, passwordChange } = signIn;
  const sessions = [request, requestWithTotp, refresh?.request, signOut, passwordChange?.request].flatMap(
    (one) => (one === undefined ? [] : [one.path.split('?')[0] ?? one.path]),
  );
  const answers = new Map(
    entries.flatMap((entry) => (entry.type === 'answered' ? [[entry.id, entry] as const] : [])),
  );
  return entries.flatMap((entry): readonly NotedWrite[] => {
    if (entry.type !== 'sent' || sessions.includes(entry.path)) return [];
    const answer = answers.get(entry.id);
    if (answer !== undefined && answer.status >= 300) return [];
    const { method, path, marker } = entry;
    return [{ method, path, marker, status: answer?.status ?? null, made: answer?.made ?? null }];
  });
}

/** Every text that records of this run may hold. */
export function markersOf(entries: readonly LedgerEntry[]): readonly string[] {
  const found = entries.flatMap((entry) =>
    entry.type === 'answered' || entry.type === 'part' || entry.marker === null ? [] : [entry.marker],
  );
  return [...new Set(found)];
}
