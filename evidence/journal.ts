import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { evidenceRowSchema, type EvidenceRow } from './row.ts';
import { EvidenceError } from './evidence-error.ts';

/** Appends one row; a line is written whole, so that what a killed run leaves behind still parses. */
export function appendRow(file: string, row: EvidenceRow): void {
  appendFileSync(file, `${JSON.stringify(row)}\n`);
}

/**
 * Reads evidence.jsonl. A last line without its newline (the process was killed while writing) is left out and
 * reported by `cutShort`.
 * @throws EvidenceError `malformed-row` naming file, line and field.
 */
export function readJournal(file: string): {
  readonly rows: readonly EvidenceRow[];
  readonly cutShort: boolean;
} {
  if (!existsSync(file)) return { rows: [], cutShort: false };
  const text = readFileSync(file, 'utf8');
  const lines = text.split('\n');
  const tail = lines.pop() ?? '';
  const rows = lines.filter((line) => line !== '').map((line, index) => parseRow(line, file, index + 1));
  return { rows, cutShort: tail !== '' };
}

function parseRow(line: string, file: string, number: number): EvidenceRow {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new EvidenceError('malformed-row', `${file}:${number}: expected one JSON object a line`, { cause });
  }
  const parsed = evidenceRowSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') || 'row';
  throw new EvidenceError(
    'malformed-row',
    `${file}:${number}: ${field}: ${issue?.message ?? 'is malformed'}`,
  );
}
