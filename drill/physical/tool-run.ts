import type { Command, ExecResult } from '../../stack/component.ts';
import { StackError } from '../../stack/stack-error.ts';
import type { CommandEnd } from '../team-command.ts';

const toolLimitMs = 120_000;
const shownCharacters = 600;

/** A tool did not do what was asked: how it ended. */
export class ToolFailed extends Error {
  readonly end: CommandEnd;

  constructor(end: CommandEnd) {
    super(end.said);
    this.name = 'ToolFailed';
    this.end = end;
  }
}

export interface ToolPlace {
  operate(command: Command): Promise<ExecResult>;
  readonly signal: AbortSignal;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs a tool where the stack's programs are. @throws ToolFailed where it ends with another code than 0. */
export async function runTool(
  { operate, signal, environment = {} }: ToolPlace,
  program: string,
  words: readonly string[],
): Promise<void> {
  const line = [program, ...words].join(' ');
  const { exitCode, stdout, stderr } = await operate({
    program,
    arguments: words,
    environment,
    timeoutMs: toolLimitMs,
    signal,
  });
  if (exitCode !== 0) throw new ToolFailed({ line, exitCode, said: lastOf(`${stdout}\n${stderr}`) });
}

/** What failed in one of the steps is how the whole ended; what the run itself has ended is thrown. */
export async function endOf(
  line: string,
  signal: AbortSignal,
  work: () => Promise<void>,
): Promise<CommandEnd> {
  try {
    await work();
    return { line, exitCode: 0, said: '' };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ToolFailed) return error.end;
    if (error instanceof StackError) return { line, exitCode: 1, said: lastOf(error.message) };
    throw error;
  }
}

const lastOf = (text: string): string => text.trim().slice(-shownCharacters);
