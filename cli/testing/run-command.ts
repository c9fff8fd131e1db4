import type { Command } from '../command.ts';
import { exitCodeOf, explain } from '../explain.ts';
import { parseWords } from '../parse-words.ts';

export interface Answered {
  readonly code: number;
  /** What was printed, results and errors. */
  readonly text: string;
}

/** A command as a person gives it, in this process: words, exit code and what was said. */
export async function runCommand(command: Command, ...words: readonly string[]): Promise<Answered> {
  const lines: string[] = [];
  const keep = (line: string): void => void lines.push(line);
  const terminal = {
    quiet: false,
    progress: keep,
    result: keep,
    say: keep,
    paint: (_: string, text: string) => text,
  };
  try {
    const { signal } = new AbortController();
    const code = await command.run({ ...parseWords(command, words), terminal, signal });
    return { code, text: lines.join('\n') };
  } catch (error) {
    return { code: exitCodeOf(error), text: [...lines, explain(error)].join('\n') };
  }
}
