/** A cell as it is written, and in words alone. */
export interface Cell {
  readonly raw: string;
  readonly text: string;
}

/** A row of a table that waits for an answer. */
export interface AskedRow {
  /** Counted from 0. */
  readonly row: number;
  readonly text: string;
  readonly from: 'table' | 'signature';
  readonly claimed: boolean;
  readonly aside?: string;
}

type Kind = 'answer' | 'signature' | 'aside' | 'number' | 'text';

const headings: readonly (readonly [kind: Kind, pattern: RegExp])[] = [
  ['signature', /^(?:sign(?:ature|ed)|approved by|unterschrift|signatur|freigegeben von)\b/iu],
  [
    'answer',
    /^(?:pass|fail|pass ?\/ ?fail|status|done|results?|checked|ok|verified|✓|✅|completed?|erledigt|ergebnis|geprüft|bestanden|abgehakt)\??$/iu,
  ],
  [
    'aside',
    /^(?:owners?|responsible|assignees?|assigned to|who|by whom|due(?: date)?|deadline|date|when|verantwortliche?r?|zuständig|wer|fällig|termin|bis|datum|wann)\??$/iu,
  ],
];
/** What stands where an answer is awaited, or was given. */
const anAnswer =
  /^(?:[☐☑☒⬜□✅✓✔️❌✗x\s]*|\[[ x]?\]|yes|no|ja|nein|ok|n\/a|open|offen|pending|pass(?:ed)?|fail(?:ed)?|done)$/iu;
const yes = /^(?:[☑✅✓✔️x]+|\[x\]|.*\b(?:pass(?:ed)?|done|yes|ja|ok|completed?|erledigt|bestanden)\b.*)$/iu;

/** Often empty, and no answer. */
const remarks = /^(?:notes?|remarks?|comments?|bemerkung(?:en)?|anmerkung(?:en)?|kommentare?)$/iu;

/** The heading says what a column is for; where it does not, what stands in it may. */
function kindOf(heading: string, cells: readonly Cell[]): Kind {
  const named = headings.find(([, pattern]) => pattern.test(heading));
  if (named !== undefined) return named[0];
  if (cells.every(({ text }) => /^\d+[.)]?$/u.test(text))) return 'number';
  if (remarks.test(heading)) return 'text';
  return cells.every(({ raw }) => anAnswer.test(raw)) ? 'answer' : 'text';
}

/** The rows of a table in which a column waits for an answer; undefined where none does. */
export function readTable(
  header: readonly string[],
  rows: readonly (readonly Cell[])[],
): readonly AskedRow[] | undefined {
  const kinds = header.map((heading, column) =>
    kindOf(
      heading,
      rows.flatMap((row) => row[column] ?? []),
    ),
  );
  const isSigned = kinds.includes('signature');
  if (rows.length === 0 || !(isSigned || kinds.includes('answer'))) return undefined;
  return rows.flatMap((cells, row) => {
    const of = (kind: Kind) =>
      cells.flatMap((cell, column) => (kinds[column] === kind ? [{ cell, column }] : []));
    const text = of('text')
      .map(({ cell }) => cell.text)
      .filter(Boolean)
      .join(': ');
    if (text === '') return [];
    const aside = of('aside')
      .filter(({ cell }) => cell.text !== '')
      .map(({ cell, column }) => `${header[column] ?? ''}: ${cell.text}`)
      .join('; ');
    const claimed = of('answer').some(({ cell }) => yes.test(cell.raw));
    const from = isSigned ? 'signature' : 'table';
    return [{ row, text, from, claimed, ...(aside === '' ? {} : { aside }) } as const];
  });
}
