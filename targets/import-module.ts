import { pathToFileURL } from 'node:url';
import { TargetError } from './target-error.ts';

/** What a module exports, by name. */
export type Exports = Readonly<Record<string, unknown>>;

/** @throws TargetError `unreadable-target` with the first words of why the module cannot be imported. */
export async function importModule(file: string): Promise<Exports> {
  try {
    return (await import(pathToFileURL(file).href)) as Exports;
  } catch (cause) {
    throw new TargetError('unreadable-target', `${file}: cannot be imported: ${firstWords(cause)}`, {
      cause,
    });
  }
}

/** A message may go on over many lines, with the code it is about. */
function firstWords(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause);
  return text.split('\n').find((line) => line.trim() !== '') ?? 'it says nothing';
}
