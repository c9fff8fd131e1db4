import type { ToolRow } from '../stack/tools/index.ts';
import type { Colour } from './terminal.ts';

type Paint = (colour: Colour, text: string) => string;

const marks = {
  required: ['✖', 'red'],
  wanted: ['!', 'yellow'],
  optional: ['–', 'grey'],
} as const satisfies Record<ToolRow['need'], readonly [mark: string, colour: Colour]>;

/** The checklist as it is printed: a line for each tool, and the line that mends it under one that is missing. */
export function checklistLines(rows: readonly ToolRow[], paint: Paint): string[] {
  const width = Math.max(...rows.map((row) => row.label.length));
  return rows.flatMap((row) => {
    const label = row.label.padEnd(width);
    if (row.found) return [`${paint('green', '✔')} ${label}  ${[row.version, row.path].join('  ')}`];
    const [mark, colour] = marks[row.need];
    const line = `${paint(colour, mark)} ${label}  missing: ${row.failure ?? ''}`;
    return row.mend === undefined ? [line] : [line, `  ${' '.repeat(width)}  mend: ${row.mend}`];
  });
}

/** One sentence about the whole. */
export function checklistVerdict(rows: readonly ToolRow[]): string {
  const missing = rows.filter((row) => !row.found);
  const required = missing.filter((row) => row.need === 'required').map((row) => row.label);
  if (required.length > 0) return `Nothing can be verified here without: ${required.join(', ')}.`;
  if (missing.length === 0) return 'All that Golive uses is here.';
  return `Golive can verify here; it does without: ${missing.map((row) => row.label).join(', ')}.`;
}

/** The same about tools that somebody named: each of them is wanted. */
export function namedVerdict(rows: readonly ToolRow[]): string {
  const missing = rows.filter((row) => !row.found).map((row) => row.label);
  return missing.length === 0 ? 'All that was named is here.' : `Missing: ${missing.join(', ')}.`;
}
