import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Secret, TOTP } from 'otpauth';

const periodS = 30;

/** One claim a step and secret over all processes of this machine: a used code must not be used again. */
function claim(secret: string, step: number): boolean {
  const name = createHash('sha256').update(secret).digest('hex').slice(0, 16);
  const folder = join(tmpdir(), 'golive-totp', name);
  mkdirSync(folder, { recursive: true });
  try {
    mkdirSync(join(folder, String(step)));
    return true;
  } catch {
    return false;
  }
}

/** The code of a moment, not claimed: for sending a used or a wrong one on purpose. */
export function totpCode(secret: string, at: Date): string {
  return new TOTP({ secret: Secret.fromBase32(secret), period: periodS }).generate({
    timestamp: at.getTime(),
  });
}

/** A code that nobody on this machine has used; waits for the next 30 s step where this one is taken. */
export async function freshTotpCode(secret: string): Promise<string> {
  for (;;) {
    const now = Date.now();
    const step = Math.floor(now / 1000 / periodS);
    if (claim(secret, step)) return totpCode(secret, new Date(now));
    await sleep((step + 1) * periodS * 1000 - now + 50);
  }
}
