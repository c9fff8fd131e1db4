import { lexer, type Token, type Tokens } from 'marked';
import { findHazards, type Hazard } from '../../targets/hazards.ts';
import { readTable } from './read-table.ts';

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
  /** What the plan says of it beside its text: the item that it is a part of; in a table who is to do it, and when. */
  readonly aside?: string;
}

export interface ReadPlan {
  readonly title: string;
  readonly lines: readonly PlanLine[];
  readonly hazards: readonly Hazard[];
  /** Where tables without a column for an answer begin, counted from 1: they inform, and become no lines. */
  readonly tablesLeftOut: readonly number[];
}

const tick = /^(?:✅|☑️?|✔️?|☐|⬜|□|\[ \]|\[x\])\s*/iu;
const done = /^(?:✅|☑|✔|\[x\])/iu;
/** The lines of a go-live plan in Markdown: check boxes, ticked list items, and rows of tables with a column for an answer. */
export function readPlanText(file: string): ReadPlan {
  // Editors of Windows begin a file with a mark of their own, which would hide its first heading.
  const source = file.replace(/^\uFEFF/u, '');
  const headings: string[] = [];
  const lines: PlanLine[] = [];
  let at = 1;
  const tablesLeftOut: number[] = [];
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
      if (rows === undefined) tablesLeftOut.push(at);
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

function itemsOf(list: Tokens.List, section: string, from: number, above = ''): readonly PlanLine[] {
  let at = from;
  return list.items.flatMap((item) => {
    const line = at;
    at += item.raw.split('\n').length - 1;
    const [first = ''] = item.text.split('\n');
    const isTicked = tick.test(first);
    const text = plain(first.replace(tick, ''));
    const inner = item.tokens.flatMap((token) =>
      token.type === 'list'
        ? itemsOf(token as Tokens.List, section, line + linesBefore(item, token), text)
        : [],
    );
    if ((!item.task && !isTicked) || text === '') return inner;
    const claimed = item.task ? item.checked === true : done.test(first);
    const aside = above === '' ? {} : { aside: `below “${above}”` };
    return [{ section, text, line, from: item.task ? 'checkbox' : 'tick', claimed, ...aside }, ...inner];
  });
}

/** Lines of an item before one of its parts. */
function linesBefore({ tokens }: Tokens.ListItem, part: Token): number {
  const before = tokens.slice(0, tokens.indexOf(part));
  return before.reduce((sum, { raw }) => sum + raw.split('\n').length - 1, 0);
}

/** A row a line, where a column waits for an answer; undefined where none does. */
function rowsOf({ header, rows }: Tokens.Table, section: string, at: number) {
  const table = readTable(
    header.map(({ text }) => plain(text)),
    rows.map((row) => row.map(({ text }) => ({ raw: text.trim(), text: plain(text) }))),
  );
  // The header and the line below it come first.
  return table?.map(({ row, ...rest }): PlanLine => ({ section, line: at + row + 2, ...rest }));
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
