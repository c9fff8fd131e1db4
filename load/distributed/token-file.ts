import { readFileSync } from 'node:fs';
import { LoadError } from '../load-error.ts';

/** A variable of the environment holds 128 KiB at most. */
const MOST_CHARACTERS = 100_000;

/** tokens.env: `GOLIVE_TOKENS_1=["…","…"]` and on, as k6 reads them from its environment, or a Secret is made of. */
export function tokensText(tokens: readonly string[]): string {
  const pieces: string[][] = [[]];
  let length = 0;
  for (const token of tokens) {
    length += token.length + 3;
    if (length > MOST_CHARACTERS) {
      pieces.push([]);
      length = token.length + 3;
    }
    pieces.at(-1)?.push(token);
  }
  return pieces.map((piece, at) => `GOLIVE_TOKENS_${at + 1}=${JSON.stringify(piece)}\n`).join('');
}

/** @throws LoadError `part-malformed` where the file is not there, or a line is none of these. */
export function readTokenFile(file: string): Record<string, string> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new LoadError('file-missing', `expected a readable ${file}, got ${String(cause)}`, { cause });
  }
  const lines = text.split('\n').filter((line) => line !== '');
  return Object.fromEntries(
    lines.map((line, at) => {
      const [, name, value] = /^(GOLIVE_TOKENS_\d+)=(\[.*\])$/u.exec(line) ?? [];
      if (name !== undefined && value !== undefined) return [name, value];
      throw new LoadError(
        'part-malformed',
        `${file} line ${at + 1}: expected GOLIVE_TOKENS_<n>=[…], got another`,
      );
    }),
  );
}
