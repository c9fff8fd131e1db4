import type { Verdict } from '../reports/verdict.ts';

type Asked = Pick<Verdict['checks'][number], 'id' | 'subject' | 'outcome'>;

/** What a run with a planted fault shows of the gate. */
export interface FaultOutcome {
  /** Checks that the fault was meant to turn red, and that it did: `check/subject`, each once. */
  readonly turnedRed: readonly string[];
  /** True when the bystander was asked and passed everywhere. */
  readonly isBystanderGreen: boolean;
  /** The gate saw the fault and nothing that it does not touch. */
  readonly isProved: boolean;
}

const fits = ({ id, subject }: Asked, text: string): boolean => text === id || text === `${id}/${subject}`;

/**
 * Judges the gate by a run with a planted fault: one of its own checks must have turned red (or have stayed open,
 * where the fault is of the measuring and INCONCLUSIVE is the honest verdict), and its bystander must be green.
 * Undefined for a run without a fault.
 */
export function faultOutcome({
  fault,
  checks,
  decision,
}: Pick<Verdict, 'fault' | 'checks' | 'decision'>): FaultOutcome | undefined {
  if (fault === null) return undefined;
  const wanted = fault.verdict === 'INCONCLUSIVE' ? 'inconclusive' : 'fail';
  const red = checks.filter(
    (check) => check.outcome === wanted && fault.turnsRed.some((text) => fits(check, text)),
  );
  const bystanders = checks.filter((check) => fits(check, fault.bystander));
  const isBystanderGreen = bystanders.length > 0 && bystanders.every(({ outcome }) => outcome === 'pass');
  const turnedRed = [...new Set(red.map(({ id, subject }) => `${id}/${subject}`))];
  const isProved = turnedRed.length > 0 && isBystanderGreen && decision === fault.verdict;
  return { turnedRed, isBystanderGreen, isProved };
}

const shown = 3;

/** The last line of a run with a planted fault. */
export function faultSentence({ fault, checks, decision }: Verdict): string | undefined {
  const outcome = faultOutcome({ fault, checks, decision });
  if (outcome === undefined || fault === null) return undefined;
  const { turnedRed, isBystanderGreen, isProved } = outcome;
  const more = turnedRed.length > shown ? ` and ${turnedRed.length - shown} more` : '';
  const named = `${turnedRed.slice(0, shown).join(', ')}${more}`;
  const bystander = `the bystander ${fault.bystander} ${isBystanderGreen ? 'stayed' : 'did not stay'} green`;
  const did = fault.verdict === 'INCONCLUSIVE' ? 'left open' : 'turned red';
  if (isProved) return `Planted fault ${fault.id} was caught: it ${did} ${named}; ${bystander}.`;
  const why = turnedRed.length === 0 ? `none of ${fault.turnsRed.join(', ')} ${did}` : `it ${did} ${named}`;
  return `Planted fault ${fault.id} was NOT proved: ${why}; ${bystander}; the verdict is ${decision}, expected ${fault.verdict}.`;
}
