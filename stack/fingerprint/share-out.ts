import type { ClientBase } from 'pg';
import type { Sessions } from './postgres-snapshot.ts';

/** Work for whichever session is free. */
export type Piece = (session: ClientBase) => Promise<void>;

/** Each session does the next piece of work when it has done one. The first failure ends it, once all are at rest. */
export async function shareOut(sessions: Sessions, pieces: readonly Piece[]): Promise<void> {
  const left = pieces.values();
  const failures: unknown[] = [];
  const workThrough = async (session: ClientBase) => {
    for (const piece of left) {
      if (failures.length > 0) return;
      await piece(session);
    }
  };
  await Promise.all(
    sessions.map((session) => workThrough(session).catch((error: unknown) => failures.push(error))),
  );
  if (failures.length > 0) throw failures[0];
}
