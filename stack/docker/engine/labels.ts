import { bootId, ownerToken } from '../../reaper/owner.ts';

/** On every container, network, volume and throw-away image of a run: by these they are found again. */
export const labelNames = {
  run: 'golive.run',
  owner: 'golive.owner',
  /** Of the machine at which it runs: process numbers of an earlier one mean nothing. */
  boot: 'golive.boot',
  stack: 'golive.stack',
} as const;

export async function labelsOf(run: string, stack: string): Promise<Readonly<Record<string, string>>> {
  const { run: ofRun, owner, boot, stack: ofStack } = labelNames;
  return { [ofRun]: run, [owner]: ownerToken(), [boot]: await bootId(), [ofStack]: stack };
}
