/** One write of the race, as its sender saw it. Times are milliseconds of one monotonic clock. */
export interface RaceWrite {
  /** 1 for the first; each was sent after the one before it had been answered. */
  readonly number: number;
  readonly sentAtMs: number;
  /** What the system calls the record, and when it said so; null where it refused or did not answer. */
  readonly acknowledged: { readonly id: string; readonly atMs: number } | null;
  readonly error: string | null;
}

export interface BackupRace<Result> {
  readonly result: Result;
  readonly backupStartedAtMs: number;
  readonly backupEndedAtMs: number;
  readonly writes: readonly RaceWrite[];
}

export interface RaceOptions<Result> {
  /** Sends one write as a person would, and resolves with the record's id once the system has confirmed it. */
  readonly write: (number: number) => Promise<string>;
  /** The team's own backup command; its failure is thrown once the writer has stopped. */
  readonly backup: () => Promise<Result>;
  /** How long the writer rests between two writes; it never sends two at once. */
  readonly rest: () => Promise<void>;
  /** Confirmed writes that must lie before the backup, and after it. Default 3. */
  readonly leastAround?: number;
  readonly now?: () => number;
}

/** More attempts than these on one side of the backup, and the writer gives up; the judge then says so. */
const attemptsPerWrite = 5;

/** Writes before, while and after the backup runs, one write at a time, and remembers what was confirmed when. */
export async function raceBackup<Result>(options: RaceOptions<Result>): Promise<BackupRace<Result>> {
  const now = options.now ?? (() => performance.now());
  const least = options.leastAround ?? 3;
  const writes: RaceWrite[] = [];
  const send = async () => {
    writes.push(await sendOne(options.write, writes.length + 1, now));
    await options.rest();
  };
  const sendConfirmed = async () => {
    const from = writes.length;
    const confirmed = () => writes.slice(from).filter(({ acknowledged }) => acknowledged !== null).length;
    while (confirmed() < least && writes.length - from < least * attemptsPerWrite) await send();
  };
  await sendConfirmed();
  const backupStartedAtMs = now();
  let backupEndedAtMs: number | null = null;
  const backup = options.backup().finally(() => (backupEndedAtMs = now()));
  const writer = (async () => {
    do await send();
    while (backupEndedAtMs === null);
    await sendConfirmed();
  })();
  const [result, wrote] = await Promise.allSettled([backup, writer]);
  if (result.status === 'rejected') throw result.reason;
  if (wrote.status === 'rejected') throw wrote.reason;
  return { result: result.value, backupStartedAtMs, backupEndedAtMs: backupEndedAtMs ?? now(), writes };
}

async function sendOne(write: (number: number) => Promise<string>, number: number, now: () => number) {
  const sentAtMs = now();
  try {
    const id = await write(number);
    return { number, sentAtMs, acknowledged: { id, atMs: now() }, error: null };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return { number, sentAtMs, acknowledged: null, error: said };
  }
}
