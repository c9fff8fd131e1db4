import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from '../command.ts';
import { proofRecordSchema, type ProofRecord, type RecordOf } from './proof-record.ts';

/** What is proved, a line each, written as soon as it is known: whatever ends the command, it stays. */
export interface ProofLog {
  readonly file: string;
  readonly digest: string;
  of<K extends ProofRecord['kind']>(kind: K): readonly RecordOf<K>[];
  has(kind: ProofRecord['kind'], key: string): boolean;
  add(record: ProofRecord): void;
}

/**
 * Opens the file of a proof. With `resume`, what was proved of the same code is kept; of other code it proves nothing.
 * @throws UsageError where there is a proof and nobody said what is to become of it, or where a line is none.
 */
export function openProofLog(file: string, digest: string, resume: boolean): ProofLog {
  const before = existsSync(file) ? readLines(file) : [];
  if (before.length > 0 && !resume) {
    const what = `expected no file, got a proof with ${before.length} records; --resume goes on with it, --out names another`;
    throw new UsageError('bad-value', `--out: ${file}: ${what}`);
  }
  mkdirSync(dirname(file), { recursive: true });
  const records = withoutRepeats(before.filter((record) => record.digest === digest));
  writeFileSync(file, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  const of = <K extends ProofRecord['kind']>(kind: K): readonly RecordOf<K>[] =>
    records.filter((record): record is RecordOf<K> => record.kind === kind);
  return {
    file,
    digest,
    of,
    has: (kind, key) => records.some((record) => record.kind === kind && record.key === key),
    add(record) {
      records.push(record);
      appendFileSync(file, `${JSON.stringify(record)}\n`);
    },
  };
}

/** Files of shards that were put together hold what both began with; it counts once. */
function withoutRepeats(records: readonly ProofRecord[]): ProofRecord[] {
  const keyOf = ({ kind, key }: ProofRecord): string => `${kind} ${key}`;
  return [...new Map(records.toReversed().map((record) => [keyOf(record), record])).values()].toReversed();
}

/** The records of a file; a last line that was cut off says nothing. */
export function readLines(file: string): readonly ProofRecord[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.slice(0, -1).map((line, at) => {
    const parsed = proofRecordSchema.safeParse(parseJson(line));
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    const where = `${file}:${at + 1}: ${issue?.path.join('.')}`;
    throw new UsageError('bad-value', `${where}: expected a record of a proof: ${issue?.message}`);
  });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return line;
  }
}
