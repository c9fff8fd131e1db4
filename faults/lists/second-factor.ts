import { anyCodeConfirms } from '../any-code-confirms.ts';
import { confirmingCodeAgain } from '../confirming-code-again.ts';
import { factorBeforeConfirmed } from '../factor-before-confirmed.ts';
import type { Fault } from '../fault.ts';
import { secretShownAgain } from '../secret-shown-again.ts';
import { totpReplayed } from '../totp-replayed.ts';

/** Of the code that is asked beside a password. */
export const secondFactorFaults: readonly Fault[] = [
  totpReplayed,
  anyCodeConfirms,
  factorBeforeConfirmed,
  confirmingCodeAgain,
  secretShownAgain,
];
