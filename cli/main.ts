#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { UsageError, type Command } from './command.ts';
import { commands } from './commands.ts';
import { exitCodeOf, explain } from './explain.ts';
import { exitCodes, exitCodeTable, type ExitCode } from './exit-codes.ts';
import { openTerminal } from './terminal.ts';

const common = {
  help: { type: 'boolean', short: 'h' },
  quiet: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

function help(command: Command | undefined): string {
  if (!command) {
    const list = commands.map(({ name, summary }) => `  ${name.padEnd(9)} ${summary}`);
    return [
      'golive: may this release go live?',
      '',
      'Commands:',
      ...list,
      '',
      'Exit codes:',
      ...exitCodeTable.map((line) => `  ${line}`),
      '',
      'golive <command> --help tells more.',
    ].join('\n');
  }
  const flags = Object.entries(command.flags).map(([flag, what]) => `  ${flag.padEnd(26)} ${what}`);
  return [
    command.usage,
    '',
    command.summary,
    '',
    'Flags:',
    ...flags,
    '  --json                     results as JSON on standard output',
    '  --quiet                    no progress',
    '',
    'Exit codes:',
    ...exitCodeTable.map((line) => `  ${line}`),
  ].join('\n');
}

function parse(command: Command, words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: { ...common, ...command.options },
      allowPositionals: true,
      strict: true,
    });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.split('. To specify')[0] : String(cause);
    throw new UsageError('bad-flag', `golive ${command.name}: ${why}; see golive ${command.name} --help`, {
      cause,
    });
  }
}

async function runCommand(
  command: Command,
  words: readonly string[],
  signal: AbortSignal,
): Promise<ExitCode> {
  const { values, positionals } = parse(command, words);
  if (values.help) {
    process.stdout.write(`${help(command)}\n`);
    return exitCodes.GO;
  }
  const terminal = openTerminal({ quiet: values.quiet === true, json: values.json === true });
  return await command.run({ values, positionals, terminal, signal });
}

async function main(words: readonly string[]): Promise<ExitCode> {
  const [name, ...rest] = words;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(`${help(undefined)}\n`);
    return name === undefined ? exitCodes.usage : exitCodes.GO;
  }
  const command = commands.find((item) => item.name === name);
  if (!command) {
    const known = commands.map((item) => item.name).join(', ');
    throw new UsageError('unknown-command', `unknown command "${name}": expected one of ${known}`);
  }
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => controller.abort(signal));
  const code = await runCommand(command, rest, controller.signal);
  return controller.signal.aborted ? exitCodes.interrupted : code;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = exitCodeOf(error);
}
