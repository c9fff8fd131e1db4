import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { UsageError, type Command, type CommandInput } from './command.ts';
import { hint } from './near-words.ts';

const common = {
  help: { type: 'boolean', short: 'h' },
  quiet: { type: 'boolean' },
  json: { type: 'boolean' },
} as const satisfies ParseArgsOptionsConfig;

/** The words after a command's name. @throws UsageError `bad-flag` naming the flag and what was expected. */
export function parseWords(
  command: Command,
  words: readonly string[],
): Pick<CommandInput, 'values' | 'positionals'> {
  const options: ParseArgsOptionsConfig = { ...common, ...command.options };
  const refuse = (why: string, cause?: unknown): UsageError =>
    new UsageError('bad-flag', `golive ${command.name}: ${why}; see golive ${command.name} --help`, {
      cause,
    });
  try {
    const { values, positionals, tokens } = parseArgs({
      args: [...words],
      options,
      allowPositionals: true,
      strict: true,
      tokens: true,
    });
    const given = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []));
    const twice = given.find((name, at) => given.indexOf(name) !== at && options[name]?.multiple !== true);
    if (twice !== undefined) throw refuse(`expected --${twice} once, got it again`);
    return { values, positionals };
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    const why = cause instanceof Error ? (cause.message.split('. To specify')[0] ?? '') : String(cause);
    const flags = Object.keys(options).map((name) => `--${name}`);
    const unknown = /^Unknown option '--?([\w-]+)'/u.exec(why)?.[1];
    throw refuse(unknown === undefined ? why : `${why}${hint(`--${unknown}`, flags)}`, cause);
  }
}
