import { createHash, randomBytes } from 'node:crypto';

/** The code that opens the page on one phone, once. */
export interface PhoneToken {
  readonly text: string;
  /** Names it where it must not be known. */
  readonly id: string;
  readonly expiresAt: Date;
}

const shortDigest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

const runMark = (run: string): string => shortDigest(run).slice(0, 8);

/** 144 random bits, and a mark of the run that it is for. */
export function issueToken(run: string, expiresAt: Date): PhoneToken {
  const text = `${runMark(run)}${randomBytes(18).toString('base64url')}`;
  return { text, id: shortDigest(text), expiresAt };
}

export interface Refusal {
  readonly status: 403 | 404 | 409 | 410;
  readonly why: string;
}

/** Why a code does not open the page now; undefined where it does. */
export function refuseToken(
  text: string,
  {
    run,
    token,
    now,
    isUsed,
  }: {
    readonly run: string;
    readonly token: PhoneToken;
    readonly now: Date;
    readonly isUsed: (id: string) => boolean;
  },
): Refusal | undefined {
  if (!text.startsWith(runMark(run))) return { status: 403, why: 'This code belongs to another run.' };
  if (isUsed(shortDigest(text)))
    return { status: 409, why: 'This code has been used: one phone, one result.' };
  if (text !== token.text) return { status: 404, why: 'This code is not known here: take the newest one.' };
  if (now >= token.expiresAt) {
    const until = token.expiresAt.toISOString().slice(11, 16);
    return { status: 410, why: `Too late: this code was good until ${until} UTC.` };
  }
  return undefined;
}
