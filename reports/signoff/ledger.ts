import { createHash, randomUUID } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ReportError } from '../report-error.ts';
import { recordSchema, type Act, type SignoffRecord } from './records.ts';

const folderOf = (runFolder: string): string => join(runFolder, 'signoff');
const nameOf = (number: number): string => `${String(number).padStart(4, '0')}.json`;

export const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** SHA-256 of the verdict that a signature stands under. */
export const verdictDigest = (runFolder: string): string =>
  sha256(readFileSync(join(runFolder, 'verdict.json')));

interface Ledger {
  readonly records: readonly SignoffRecord[];
  /** SHA-256 of the last record; null where there is none. */
  readonly last: string | null;
}

/**
 * What people have said of a run, in the order in which they said it.
 * @throws ReportError `malformed-signoff` naming the record that is missing, cut, changed or of another run.
 */
export function readLedger(runFolder: string, run: string): Ledger {
  const folder = folderOf(runFolder);
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /^\d+\.json$/u.test(name)) : [];
  const records: SignoffRecord[] = [];
  let last: string | null = null;
  for (const [index, name] of names.toSorted().entries()) {
    const file = join(folder, name);
    if (name !== nameOf(index + 1))
      throw malformed(file, `expected ${nameOf(index + 1)} before it, got none`);
    const text = readFileSync(file, 'utf8');
    const record = parseRecord(text, file);
    if (record.run !== run) throw malformed(file, `run: expected ${run}, got ${record.run}`);
    if (record.number !== index + 1)
      throw malformed(file, `number: expected ${index + 1}, got ${record.number}`);
    if (record.previous !== last) {
      throw malformed(
        file,
        'previous: the record before it was changed, or put in its place, after this one',
      );
    }
    records.push(record);
    last = sha256(text);
  }
  return { records, last };
}

function malformed(file: string, why: string, cause?: unknown): ReportError {
  return new ReportError('malformed-signoff', `${file}: ${why}`, { cause });
}

function parseRecord(text: string, file: string): SignoffRecord {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw malformed(file, 'expected JSON, got text that is not', cause);
  }
  const parsed = recordSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw malformed(file, `${issue?.path.join('.') || 'the record'}: ${issue?.message ?? 'is malformed'}`);
}

/**
 * Adds what a person says. Two people may sign at the same moment: the one who comes second is judged again with what
 * the first has said, and has the next place. Nothing is ever written over.
 * @param judge is told what stands already, and throws where the act is refused.
 * @throws what `judge` throws; ReportError `unwritable`.
 */
export function appendRecord(
  runFolder: string,
  run: string,
  { now, judge }: { readonly now: Date; readonly judge: (records: readonly SignoffRecord[]) => Act },
): SignoffRecord {
  for (;;) {
    const { records, last } = readLedger(runFolder, run);
    const act = judge(records);
    const number = records.length + 1;
    const written = { version: 1, number, at: now.toISOString(), run } as const;
    const record = recordSchema.parse({
      ...act,
      ...written,
      verdict: verdictDigest(runFolder),
      previous: last,
    });
    if (writeOnce(folderOf(runFolder), nameOf(number), record)) return record;
  }
}

/** Whole, and only where nobody else has taken this place; false where somebody has. */
function writeOnce(folder: string, name: string, record: SignoffRecord): boolean {
  const draft = join(folder, `.${name}.${randomUUID()}`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(draft, `${JSON.stringify(record, null, 1)}\n`, { flush: true });
    linkSync(draft, join(folder, name));
    return true;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return false;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ReportError('unwritable', `${folder}: the record cannot be written: ${why}`, { cause });
  } finally {
    rmSync(draft, { force: true });
  }
}
