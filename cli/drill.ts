import { UsageError, type Command, type CommandInput } from './command.ts';
import { hint } from './near-words.ts';
import { part } from './part.ts';
import { drillMethods, type RunRequest } from './run-context.ts';

const alone = part(
  {
    name: 'drill',
    summary:
      'Plays the restore drill alone: backup, disaster, restore elsewhere, comparison. Never ends in GO.',
  },
  ['preflight', 'drill'],
  'restore drill',
  readMethod,
);

/** Start, preflight and the restore drill alone. */
export const drill: Command = {
  ...alone,
  flags: {
    ...alone.flags,
    '--method commands|physical':
      'the team’s own commands; or the database’s files and log up to a moment, and photos as files (process stack)',
  },
  options: { ...alone.options, method: { type: 'string' } },
};

/** Files are replaced while the server rests, which the process stack alone can do. @throws UsageError */
function readMethod({ values }: CommandInput): Partial<RunRequest> {
  const word = String(values['method'] ?? 'commands');
  const method = drillMethods.find((name) => name === word);
  if (method === undefined) {
    const message = `--method: expected ${drillMethods.join(' or ')}, got "${word}"`;
    throw new UsageError('bad-value', `${message}${hint(word, drillMethods)}`);
  }
  if (method === 'commands') return { method };
  const stack = values['stack'] ?? 'process';
  if (stack !== 'process') {
    const message = `--stack: expected process with --method physical, got "${String(stack)}"`;
    throw new UsageError('bad-value', message);
  }
  // The faults of backup and restore are planted in the team's commands.
  if (values['fault'] !== undefined)
    throw new UsageError('bad-value', '--fault: expected none with --method physical');
  return { method, stack: 'process' };
}
