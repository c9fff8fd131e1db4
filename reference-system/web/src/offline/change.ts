/** A change that a person made and that the server may not have yet. */
export interface Change {
  /** UUID, sent as Idempotency-Key: however often the change is delivered, it is carried out once. */
  key: string;
  /** Whose change it is; only that person's session delivers it. */
  userId: string;
  /** ISO time at which the person made it. */
  madeAt: string;
  /** For people: "New job: Replace meter". */
  label: string;
  method: 'POST' | 'PATCH';
  path: string;
  body?: unknown;
  photo?: { blob: Blob; fileName: string };
  state: 'waiting' | 'conflict' | 'refused';
  /** The server's sentence, when it refused. */
  refusal?: string;
  /** The version that the server has now, for an edit in conflict. */
  currentVersion?: number;
}

/** What a form hands over; the rest of the change is filled in when it is kept. */
export type NewChange = Pick<Change, 'label' | 'method' | 'path' | 'body' | 'photo'>;

/** What a change is about: `/api/work-orders/<id>` for an edit and for its photos, the list for a new one. */
export function subjectOf(change: Pick<Change, 'path' | 'method' | 'key'>): string {
  const match = /^\/api\/[^/]+\/[^/]+/.exec(change.path);
  return match ? match[0] : `${change.path}#${change.key}`;
}

/**
 * The changes to deliver now, oldest first. A change behind a refused one about the same thing waits,
 * because it was made in the belief that the first one holds.
 */
export function deliverable(changes: readonly Change[], userId: string): Change[] {
  const stuck = new Set<string>();
  const own = changes.filter((change) => change.userId === userId);
  return [...own]
    .sort((a, b) => a.madeAt.localeCompare(b.madeAt))
    .filter((change) => {
      const subject = subjectOf(change);
      if (change.state !== 'waiting') stuck.add(subject);
      return !stuck.has(subject);
    });
}

/** "1 change waiting", for the badge. */
export function waitingSentence(count: number): string {
  return count === 1 ? '1 change waiting' : `${count} changes waiting`;
}
