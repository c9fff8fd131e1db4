import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { componentRoles, type ComponentRole } from '../component.ts';

/**
 * A line of ledger.jsonl, in the run's folder: what a run writes into a system that is not its own. It is appended
 * before the write, so that whatever ends the run, what it may have made is known.
 */
const entrySchema = z.discriminatedUnion('type', [
  /** Records that hold this text may be made from now on. */
  z.strictObject({ type: z.literal('intent'), at: z.iso.datetime(), marker: z.string(), what: z.string() }),
  z.strictObject({
    type: z.literal('sent'),
    at: z.iso.datetime(),
    id: z.string(),
    method: z.string(),
    /** Without its query. */
    path: z.string(),
    /** Found in the request's body; null where there is none. */
    marker: z.string().nullable(),
  }),
  z.strictObject({
    type: z.literal('answered'),
    at: z.iso.datetime(),
    id: z.string(),
    status: z.number().int(),
    /** The id that the answer gives its record; null where it gives none. */
    made: z.string().nullable(),
  }),
  /** A part of the system that was disturbed by its owner's command, or is whole again. */
  z.strictObject({
    type: z.literal('part'),
    at: z.iso.datetime(),
    role: z.enum(componentRoles),
    is: z.enum(['stopped', 'started', 'cut', 'mended']),
  }),
]);
export type LedgerEntry = z.infer<typeof entrySchema>;
export type PartState = Extract<LedgerEntry, { type: 'part' }>['is'];

export const ledgerName = 'ledger.jsonl';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What an answer may be asked for; its text is looked at only where it is short. */
interface Answered {
  readonly status: number;
  readonly text: string;
}

/** Where the writes of one run are noted. */
export class Ledger {
  readonly #file: string;
  readonly #markers: RegExp;

  /** @param run the run's id: its last four letters stand in the markers of tests. */
  constructor(file: string, run: string) {
    this.#file = file;
    const tail = run.slice(-4);
    this.#markers = new RegExp(
      `(?:${tail}-[a-z]+-[0-9a-z]{6}-\\d+|drill-[0-9a-f]{12}-\\d+|load-${run}-(?:again-)?\\d{6})`,
      'u',
    );
  }

  intend(marker: string, what: string): void {
    this.#append({ type: 'intent', at: now(), marker, what });
  }

  /** Notes a request that is about to be sent; undefined for one that only reads. */
  sending(method: string, path: string, body: string | undefined): string | undefined {
    if (reading.has(method.toUpperCase())) return undefined;
    const id = randomBytes(6).toString('hex');
    const marker = this.#markers.exec(body ?? '')?.[0] ?? null;
    this.#append({ type: 'sent', at: now(), id, method, path: path.split('?')[0] ?? path, marker });
    return id;
  }

  answered(id: string | undefined, { status, text }: Answered): void {
    if (id !== undefined) this.#append({ type: 'answered', at: now(), id, status, made: idIn(text) });
  }

  /** What disturbs is noted before it is tried, what mends after it was done. */
  part(role: ComponentRole, is: PartState): void {
    this.#append({ type: 'part', at: now(), role, is });
  }

  /** A line is written whole, so that what a killed run leaves behind still parses. */
  #append(entry: LedgerEntry): void {
    appendFileSync(this.#file, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
  }
}

const now = (): string => new Date().toISOString();

function idIn(text: string): string | null {
  if (text.length > 100_000 || !text.trimStart().startsWith('{')) return null;
  try {
    const found = z
      .union([
        z.object({ id: z.union([z.string(), z.number()]) }).transform(({ id }) => id),
        z
          .object({ data: z.object({ id: z.union([z.string(), z.number()]) }) })
          .transform(({ data }) => data.id),
      ])
      .safeParse(JSON.parse(text));
    return found.success ? String(found.data) : null;
  } catch {
    return null;
  }
}

const mends = { stopped: 'started', cut: 'mended' } as const;

/** Parts that were disturbed, and not mended after it. */
export function disturbedParts(
  entries: readonly LedgerEntry[],
): readonly { readonly role: ComponentRole; readonly is: 'stopped' | 'cut' }[] {
  const parts = entries.filter((entry) => entry.type === 'part');
  return (['stopped', 'cut'] as const).flatMap((is) => {
    const roles = new Set(parts.map(({ role }) => role));
    const last = (role: ComponentRole) =>
      parts.findLast((entry) => entry.role === role && [is, mends[is]].includes(entry.is))?.is;
    return [...roles].filter((role) => last(role) === is).map((role) => ({ role, is }));
  });
}

/** All that was noted; a last line that was cut short by kill -9 is left out. */
export function readLedger(file: string): readonly LedgerEntry[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return lines.filter((line) => line !== '').map((line) => entrySchema.parse(JSON.parse(line)));
}
