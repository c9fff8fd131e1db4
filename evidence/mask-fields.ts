import type { Redact } from './redact.ts';

const masked = '[masked]';

/**
 * Where a text of JSON ends that began after `from`; `escapes`: how many backslashes stood before the quote that it
 * began with (0; 1 in JSON within JSON; 3 …). A quote of the text itself has one more level of them.
 */
function endOfText(text: string, from: number, escapes: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    let before = 0;
    while (at - before > from && text[at - before - 1] === '\\') before += 1;
    if (before % (2 * (escapes + 1)) === escapes) return at - escapes;
  }
  return text.length;
}

function maskTexts(text: string, opening: RegExp): string {
  let clean = '';
  let at = 0;
  for (const match of text.matchAll(opening)) {
    if (match.index < at) continue;
    const from = match.index + match[0].length;
    clean += `${text.slice(at, from)}${masked}`;
    at = endOfText(text, from, match[1]?.length ?? 0);
  }
  return clean + text.slice(at);
}

/**
 * Takes the values of these fields out of a text: texts, numbers and lists of JSON, also of JSON within JSON, and
 * what forms and addresses have.
 */
export function fieldMask(fields: readonly string[]): Redact {
  if (fields.length === 0) return (text) => text;
  const names = fields.map((field) => field.replaceAll(/[.-]/gu, '\\$&')).join('|');
  const quote = String.raw`(?<escapes>\\*)"`;
  const key = `${quote}(?:${names})\\k<escapes>"(?:\\s*):(?:\\s*)`;
  const opening = new RegExp(`${key}\\k<escapes>"`, 'giu');
  const other = new RegExp(`(${key})(?:-?\\d[\\d.eE+-]*|\\[[^\\[\\]{}]*\\])`, 'giu');
  const parameter = new RegExp(`(?<![\\w.-])(${names})=[^\\s&"'<>#;]+`, 'giu');
  return (text) =>
    maskTexts(text, opening)
      .replace(other, (_all, before: string, escapes: string) => `${before}${escapes}"${masked}${escapes}"`)
      .replace(parameter, `$1=${masked}`);
}
