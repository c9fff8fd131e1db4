import type { ParseArgsOptionsConfig } from 'node:util';
import type { ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

export interface CommandInput {
  readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
  readonly positionals: readonly string[];
  readonly terminal: Terminal;
  /** Aborted by Ctrl-C or SIGTERM: end soon, keep the evidence. */
  readonly signal: AbortSignal;
}

/** One command, one file. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** `golive verify <target> [flags]`. */
  readonly usage: string;
  /** Flag -> what it does; printed by `--help`. */
  readonly flags: Readonly<Record<string, string>>;
  readonly options: ParseArgsOptionsConfig;
  run(input: CommandInput): Promise<ExitCode>;
}

/** A command by its name, before its module is read. */
export interface NamedCommand {
  readonly name: string;
  load(): Promise<Command>;
}

export type UsageErrorCode = 'unknown-command' | 'bad-flag' | 'missing-argument' | 'bad-value';

/** The person's own words were not as expected: exit code 2. */
export class UsageError extends Error {
  readonly code: UsageErrorCode;

  constructor(code: UsageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UsageError';
    this.code = code;
  }
}
