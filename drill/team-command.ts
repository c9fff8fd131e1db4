import type { Command, ExecResult } from '../stack/component.ts';
import { StackError } from '../stack/stack-error.ts';
import type { Operations } from '../targets/schema/operations.ts';
import { substitute } from '../targets/substitute.ts';

/** How a command of the team's own ended. */
export interface CommandEnd {
  /** The line that was run. */
  readonly line: string;
  /** Null where it did not end within its limit, or could not be started. */
  readonly exitCode: number | null;
  /** The last that it said. */
  readonly said: string;
}

const shownCharacters = 600;

/**
 * Runs the target's command line through `sh`, as the team would, with the places that it asks for. An exit code is the
 * caller's to judge. Throws the signal's reason where the run ended it.
 */
export async function runTeamCommand(
  operate: (command: Command) => Promise<ExecResult>,
  { command, timeoutMs }: Operations['backup'],
  places: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<CommandEnd> {
  const line = substitute(command, places);
  const own = signal === undefined ? {} : { signal };
  try {
    const result = await operate({ program: 'sh', arguments: ['-c', line], timeoutMs, ...own });
    const said = [result.stdout, result.stderr].map((text) => text.trim()).filter((text) => text !== '');
    return { line, exitCode: result.exitCode, said: said.join('\n').slice(-shownCharacters) };
  } catch (error) {
    // Ended by the run: what the command would have done is not known.
    signal?.throwIfAborted();
    if (!(error instanceof StackError)) throw error;
    return { line, exitCode: null, said: error.message.slice(-shownCharacters) };
  }
}

/** For a reason: the end, what was said, and the line to look at. */
export function describeEnd({ line, exitCode, said }: CommandEnd): string {
  const end = exitCode === null ? 'it did not end' : `it ended with ${exitCode}`;
  return `\`${line}\`: ${end}${said === '' ? ' and said nothing' : `; it said last: ${said}`}`;
}
