import { setTimeout as sleep } from 'node:timers/promises';
import { Secret, TOTP } from 'otpauth';
import { claimStep } from './totp-claims.ts';

const periodS = 30;

/** The code of a moment, not claimed: for sending a used or a wrong one on purpose. */
export function totpCode(secret: string, at: Date): string {
  return new TOTP({ secret: Secret.fromBase32(secret), period: periodS }).generate({
    timestamp: at.getTime(),
  });
}

/** A code that nobody of this run has used; waits for the next 30 s step where this one is taken. */
export async function freshTotpCode(secret: string): Promise<string> {
  for (;;) {
    const now = Date.now();
    const step = Math.floor(now / 1000 / periodS);
    if (claimStep(secret, step)) return totpCode(secret, new Date(now));
    await sleep((step + 1) * periodS * 1000 - now + 50);
  }
}
