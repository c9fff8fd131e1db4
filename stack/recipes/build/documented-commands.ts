import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Place } from './build-plan.ts';

/** What a document says, and where: `DEPLOYMENT.md line 345`. */
export interface Said {
  readonly text: string;
  readonly source: string;
}

/** Undefined where the document is not there, or no longer says anything of the kind. */
export async function readPlace(checkout: string, { file, after, find }: Place): Promise<Said | undefined> {
  const text = await readFile(join(checkout, file), 'utf8').catch(() => '');
  const from = after === undefined ? 0 : text.indexOf(after);
  if (from < 0) return undefined;
  // Without `g` a pattern has no memory; `m`, so that `^` is the beginning of a line.
  const match = new RegExp(find.source, 'mu').exec(text.slice(from));
  const said = match?.[1];
  if (match === null || said === undefined) return undefined;
  const line = text.slice(0, from + match.index).split('\n').length;
  return { text: said.trim(), source: `${file} line ${line}` };
}

/** An install brings packages of a registry; every other command has nothing to ask of anybody outside. */
export function isInstall(command: string): boolean {
  return /^(?:\w+=\S*\s+)*(?:npm (?:ci|install|i)\b|(?:python3? -m )?pip3? install\b)/u.test(command);
}
