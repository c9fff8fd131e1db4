import type { DecisionWord } from '../reports/decide.ts';

/** The one table of exit codes, in the README and in `--help`. */
export const exitCodes = {
  GO: 0,
  'NO-GO': 1,
  usage: 2,
  INCONCLUSIVE: 3,
  environment: 4,
  interrupted: 130,
} as const satisfies Record<DecisionWord | 'usage' | 'environment' | 'interrupted', number>;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export const exitCodeTable = [
  '0    GO, or the command did what it was asked',
  '1    NO-GO, a launch that is not authorised, or tidy left something behind',
  '2    usage or configuration: a flag, a target or a file is not as expected',
  '3    INCONCLUSIVE: something required was not measured, or not well enough',
  '4    could not run: something of the environment is missing or failed',
  '130  interrupted',
] as const;
