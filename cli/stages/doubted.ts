import type { Outcome } from '../../evidence/row.ts';

interface Judged {
  readonly outcome: Outcome;
  readonly reason: string;
}

/**
 * What was judged, where there is a doubt that is not the system's: a limit that was missed stays open and says why; one
 * that was kept all the same is kept.
 */
export function doubted<J extends Judged>(judged: J, doubt: string | null | undefined): J {
  if (judged.outcome !== 'fail' || doubt === undefined || doubt === null) return judged;
  return { ...judged, outcome: 'inconclusive', reason: `${doubt}: ${judged.reason}` };
}
