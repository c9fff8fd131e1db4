const opening = '(ARRAY[';

/**
 * PostgreSQL writes `status IN ('a', 'b')` on a varchar column as `(ARRAY['a'::character varying, …])::text[]`, and
 * once that text was dumped and read back, as `ARRAY[('a'::character varying)::text, …]`. Both mean the same: the
 * first form is rewritten to the second, so that a faithful restore is not a difference.
 */
export function canonicalExpression(text: string): string {
  const start = text.indexOf(opening);
  if (start === -1) return text;
  const list = elementsFrom(text, start + opening.length);
  const after = list === null ? null : /^\)::([a-z ]+)\[\]/.exec(text.slice(list.end));
  if (list === null || after === null) {
    const kept = start + opening.length;
    return text.slice(0, kept) + canonicalExpression(text.slice(kept));
  }
  const type = after[1] ?? '';
  const cast = list.elements.map((element) => `(${canonicalExpression(element)})::${type}`).join(', ');
  return `${text.slice(0, start)}ARRAY[${cast}]${canonicalExpression(text.slice(list.end + after[0].length))}`;
}

/** The elements of an array constructor; `end` is behind its closing bracket. Null where it never closes. */
function elementsFrom(text: string, start: number): { elements: string[]; end: number } | null {
  const elements: string[] = [];
  let depth = 0;
  let from = start;
  let quote = '';
  for (let at = start; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quote !== '') {
      // A doubled quote closes and opens again, which comes to the same.
      if (character === quote) quote = '';
    } else if (character === "'" || character === '"') quote = character;
    else if (character === '(' || character === '[') depth += 1;
    else if (depth === 0 && (character === ',' || character === ']')) {
      elements.push(text.slice(from, at).trim());
      if (character === ']') return { elements, end: at + 1 };
      from = at + 1;
    } else if (character === ')' || character === ']') depth -= 1;
  }
  return null;
}
