import { UsageError } from './command.ts';

/** @throws UsageError where a command that takes none, or `most`, is given more words. */
export function refuseSurplus(command: string, positionals: readonly string[], most = 0): void {
  const surplus = positionals[most];
  if (surplus === undefined) return;
  const expected = most === 0 ? 'no further word' : `at most ${most}`;
  throw new UsageError('bad-value', `golive ${command}: expected ${expected}, got "${surplus}"`);
}
