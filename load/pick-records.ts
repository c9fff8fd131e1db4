import { LoadError } from './load-error.ts';
import type { Lookup } from './render-template.ts';
import { randomIndex, randomUuid, shuffle, type Random } from './random.ts';

type Scalar = string | number | boolean | null;
/** Rows read from the database before the run, by record name: `{workOrder.id}`, or `{page}` for a plain list. */
export type LoadRecords = Readonly<Record<string, readonly (Scalar | Readonly<Record<string, Scalar>>)[]>>;

/** The request for which values are picked. */
export interface PickContext {
  name: string;
  sequence: number;
  user: number;
  marker: string;
  distinct: readonly string[];
}

/**
 * Gives each request its own values. Within one request a record's row stays the same, so that path, body
 * and expected answer agree; rows that a request calls `distinct` are used once in the whole plan.
 */
export class RecordPicker {
  readonly #records: LoadRecords;
  readonly #random: Random;
  readonly #unused = new Map<string, number[]>();

  constructor(records: LoadRecords, random: Random) {
    this.#records = records;
    this.#random = random;
  }

  /** The lookup for one request. Known besides the records: unique, uuid, sequence, user. */
  lookupFor(context: PickContext): Lookup {
    const picked = new Map<string, LoadRecords[string][number]>();
    const builtIn: Record<string, Scalar> = {
      unique: `${context.marker}-${String(context.sequence).padStart(6, '0')}`,
      sequence: context.sequence,
      uuid: randomUuid(this.#random),
      user: context.user,
    };
    return (placeholder) => {
      const [record = '', property] = splitOnce(placeholder);
      if (property === undefined && record in builtIn) return builtIn[record];
      if (!(record in this.#records)) return undefined;
      if (!picked.has(record)) picked.set(record, this.#pick(record, context));
      const row = picked.get(record);
      if (property === undefined) return typeof row === 'object' && row !== null ? undefined : row;
      return typeof row === 'object' && row !== null ? row[property] : undefined;
    };
  }

  #pick(record: string, context: PickContext) {
    const rows = this.#records[record] ?? [];
    const at = this.#rowIndex(record, rows.length, context);
    const row = at === undefined ? undefined : rows[at];
    if (row !== undefined) return row;
    const wanted = context.distinct.includes(record) ? 'a row for each use' : 'at least one row';
    throw new LoadError(
      'too-few-records',
      `mix.${context.name}: expected ${wanted} of record ${record}, got ${rows.length} in all`,
    );
  }

  #rowIndex(record: string, length: number, context: PickContext): number | undefined {
    if (record === 'user') return context.user;
    if (!context.distinct.includes(record)) return randomIndex(this.#random, length);
    let unused = this.#unused.get(record);
    if (unused === undefined) {
      unused = shuffle(
        this.#random,
        Array.from({ length }, (_, at) => at),
      );
      this.#unused.set(record, unused);
    }
    return unused.pop();
  }
}

function splitOnce(text: string): [string, string | undefined] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text, undefined] : [text.slice(0, dot), text.slice(dot + 1)];
}
