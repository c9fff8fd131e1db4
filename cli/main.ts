#!/usr/bin/env node
import { UsageError } from './command.ts';
import { commands } from './commands.ts';
import { exitCodeOf, explain } from './explain.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { helpOf, helpOfAll } from './help.ts';
import { hint } from './near-words.ts';
import { parseWords } from './parse-words.ts';
import { abortOnSignals, outliveReaders } from './signals.ts';
import { openTerminal } from './terminal.ts';

async function main([name, ...words]: readonly string[], signal: AbortSignal): Promise<ExitCode> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(`${helpOfAll(await Promise.all(commands.map((item) => item.load())))}\n`);
    return name === undefined ? exitCodes.usage : exitCodes.GO;
  }
  const command = await commands.find((item) => item.name === name)?.load();
  if (!command) {
    const known = commands.map((item) => item.name);
    const what = `unknown command "${name}": expected one of ${known.join(', ')}`;
    throw new UsageError('unknown-command', `${what}${hint(name, known)}`);
  }
  const { values, positionals } = parseWords(command, words);
  if (values['help'] === true) {
    process.stdout.write(`${helpOf(command)}\n`);
    return exitCodes.GO;
  }
  const terminal = openTerminal({ quiet: values['quiet'] === true, json: values['json'] === true });
  const code = await command.run({ values, positionals, terminal, signal });
  return signal.aborted ? exitCodes.interrupted : code;
}

outliveReaders();
const signal = abortOnSignals();
let code: ExitCode;
try {
  code = await main(process.argv.slice(2), signal);
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  code = signal.aborted ? exitCodes.interrupted : exitCodeOf(error);
}
// A stage that was ended may still wait for something: it holds nobody up. First what was printed goes out.
await Promise.all(
  [process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write('', done))),
);
process.exit(code);
