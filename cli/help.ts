import type { Command } from './command.ts';
import { exitCodeTable } from './exit-codes.ts';

const table = ['Exit codes:', ...exitCodeTable.map((line) => `  ${line}`)];

/** What `golive --help` prints. */
export function helpOfAll(commands: readonly Command[]): string {
  return [
    'golive: may this release go live?',
    '',
    'Commands:',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(9)} ${summary}`),
    '',
    ...table,
    '',
    'golive <command> --help tells more.',
  ].join('\n');
}

/** What `golive <command> --help` prints. */
export function helpOf(command: Command): string {
  return [
    command.usage,
    '',
    command.summary,
    '',
    'Flags:',
    ...Object.entries(command.flags).map(([flag, what]) => `  ${flag.padEnd(26)} ${what}`),
    '  --json                     results as JSON on standard output',
    '  --quiet                    no progress',
    '',
    ...table,
  ].join('\n');
}
