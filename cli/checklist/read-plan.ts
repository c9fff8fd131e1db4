import { lexer, type Token, type Tokens } from 'marked';
import { findHazards, type Hazard } from '../../targets/hazards.ts';

/** What of a plan asks for an answer. */
export interface PlanLine {
  /** Headings above it, from the second level on. */
  readonly section: string;
  readonly text: string;
  /** In the plan, counted from 1. */
  readonly line: number;
  readonly from: 'checkbox' | 'tick' | 'table' | 'signature';
  /** The plan says that it is done. */
  readonly claimed: boolean;
}

export interface ReadPlan {
  readonly title: string;
  readonly lines: readonly PlanLine[];
  readonly hazards: readonly Hazard[];
  /** Tables without a column for an answer: they inform, and become no lines. */
  readonly tablesLeftOut: number;
}

const tick = /^(?:✅|☑️?|✔️?|☐|⬜|□|\[ \]|\[x\])\s*/iu;
const done = /^(?:✅|☑|✔|\[x\])/iu;
const answerColumn =
  /^(?:pass|fail|pass ?\/ ?fail|status|done|result|checked|ok|verified|✓|✅|complete[d]?|signature|signed)\??$/iu;
const signatureColumn = /^sign(?:ature|ed)|^approved by$/iu;

/** The lines of a go-live plan in Markdown: check boxes, ticked list items, and rows of tables with a column for an answer. */
export function readPlanText(source: string): ReadPlan {
  const headings: string[] = [];
  const lines: PlanLine[] = [];
  let at = 1;
  let tablesLeftOut = 0;
  let leadIn = '';
  for (const token of lexer(source)) {
    if (token.type === 'heading') {
      const { depth, text } = token as Tokens.Heading;
      headings.length = Math.max(depth - 1, 0);
      headings[depth - 1] = plain(text);
    }
    const section = headings.slice(1).filter(Boolean).join(' / ') || (headings[0] ?? '');
    const under = [section, leadIn].filter(Boolean).join(' / ');
    if (token.type === 'list') lines.push(...itemsOf(token as Tokens.List, under, at));
    if (token.type === 'table') {
      const rows = rowsOf(token as Tokens.Table, under, at);
      lines.push(...(rows ?? []));
      if (rows === undefined) tablesLeftOut += 1;
    }
    if (token.type !== 'space') leadIn = leadInOf(token);
    at += token.raw.split('\n').length - 1;
  }
  const title = source.split('\n').find((text) => text.startsWith('# ')) ?? '';
  return { title: plain(title.slice(2)), lines, hazards: findHazards(source), tablesLeftOut };
}

/** A paragraph in bold, or one that ends in a colon, stands for a heading of what comes right after it. */
function leadInOf({ type, raw }: Token): string {
  const text = raw.trim();
  const isLead =
    type === 'paragraph' && text.length < 80 && (/:\**$/u.test(text) || /^\*\*[^*]+\*\*$/u.test(text));
  return isLead ? plain(text).replace(/:$/u, '') : '';
}

function itemsOf(list: Tokens.List, section: string, from: number): readonly PlanLine[] {
  let at = from;
  return list.items.flatMap((item) => {
    const line = at;
    at += item.raw.split('\n').length - 1;
    const inner = item.tokens.flatMap((token) =>
      token.type === 'list' ? itemsOf(token as Tokens.List, section, line + linesBefore(item, token)) : [],
    );
    const [first = ''] = item.text.split('\n');
    const isTicked = tick.test(first);
    if (!item.task && !isTicked) return inner;
    const text = plain(first.replace(tick, ''));
    const claimed = item.task ? item.checked === true : done.test(first);
    const own: PlanLine = { section, text, line, from: item.task ? 'checkbox' : 'tick', claimed };
    return text === '' ? inner : [own, ...inner];
  });
}

/** Lines of an item before one of its parts. */
function linesBefore({ tokens }: Tokens.ListItem, part: Token): number {
  const before = tokens.slice(0, tokens.indexOf(part));
  return before.reduce((sum, { raw }) => sum + raw.split('\n').length - 1, 0);
}

/** A row a line, where a column waits for an answer; undefined where none does. */
function rowsOf(
  { header, rows }: Tokens.Table,
  section: string,
  at: number,
): readonly PlanLine[] | undefined {
  const names = header.map(({ text }) => plain(text));
  const answers = names.map((name) => answerColumn.test(name));
  if (!answers.includes(true)) return undefined;
  const isSigned = names.some((name) => signatureColumn.test(name));
  return rows.map((row, index) => {
    const cells = row.map(({ text }) => plain(text));
    const text = cells.filter((cell, column) => cell !== '' && answers[column] !== true).join(': ');
    const claimed = cells.some(
      (cell, column) => answers[column] === true && /pass|done|✅|✓|yes|complete/iu.test(cell),
    );
    // The header and the line below it come first.
    return { section, text, line: at + index + 2, from: isSigned ? 'signature' : 'table', claimed };
  });
}

/** Words alone: no marks of emphasis, links or code, no pictures in front. */
function plain(text: string): string {
  return text
    .replaceAll(/\[([^\]]+)\]\([^)]*\)/gu, '$1')
    .replaceAll(/(\*{1,3}|`+)(.+?)\1/gu, '$2')
    .replace(/^[^\p{L}\p{N}<("'.]+/u, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}
