import { formatDuration, formatInstant, formatShare } from './figures.ts';
import type { Proof, ProofRate } from './schema/proof.ts';

const outOf = ({ events, n, upper }: ProofRate): string =>
  n === 0 ? 'none tried' : `${events} of ${n}, at most ${formatShare(upper)} with 95 % confidence`;

/** What a proof says, a sentence each; no rate without its n and its bound. */
export function proofSentences({ faults, mutations, clean, endedAt, version }: Proof): readonly string[] {
  const { missed, durations } = faults;
  const said =
    mutations.seed === null ? '' : `, drawn by seed ${mutations.seed} from ${mutations.candidates}`;
  return [
    `Last proved ${formatInstant(endedAt)}, Golive ${version}.`,
    `Planted faults not caught: ${outOf(missed)}${timesOf(durations, missed.n)}.`,
    `Mutants not killed: ${outOf(mutations.survived)}${said}; ${mutations.notBuilt} more did not start${timesOf(mutations.durations, mutations.survived.n)}.`,
    `Whole clean runs that were not GO: ${outOf(clean.notGo)}.`,
    `Answers that were red with nothing planted: ${outOf(clean.falseAlarms)}.`,
  ];
}

function timesOf({ medianMs, over30s }: Proof['faults']['durations'], n: number): string {
  if (n === 0) return '';
  return `; half of them took ${formatDuration(medianMs)} or less, ${over30s} over 30 s`;
}
