import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { PhoneStep, PhoneStepResult } from '../../reports/phones/phone-result.ts';

type Judged = Pick<PhoneStepResult, 'outcome' | 'expected' | 'actual' | 'reason'>;

/** What a page says went wrong: the phone refused, or the browser lacks it. */
const errorSchema = z.strictObject({ error: z.string().max(300) });
const cameraSchema = z.strictObject({ decoded: z.string().max(300) });
const storageSchema = z.strictObject({
  kept: z.boolean(),
  persisted: z.boolean().nullable(),
  quotaBytes: z.number().nullable(),
});
const offlineSchema = z.strictObject({ reached: z.boolean(), controlled: z.boolean() });
const standaloneSchema = z.strictObject({ displayMode: z.string().max(40) });

const judged = (
  outcome: Judged['outcome'],
  expected: Judged['expected'],
  actual: Judged['actual'],
  reason = '',
) => ({
  outcome,
  expected,
  actual,
  reason,
});

const ownWord = 'the phone’s own word';

const judges: Readonly<Record<Exclude<PhoneStep, 'photo'>, (claim: unknown, challenge: string) => Judged>> = {
  camera(claim, challenge) {
    const { decoded } = cameraSchema.parse(claim);
    const same = decoded === challenge;
    return judged(
      same ? 'pass' : 'fail',
      challenge,
      decoded,
      same ? '' : 'another code was read than the screen shows',
    );
  },
  storage(claim) {
    const { kept, persisted, quotaBytes } = storageSchema.parse(claim);
    const quota = quotaBytes === null ? '' : `, of ${Math.round(quotaBytes / 1e6)} MB at most`;
    if (!kept)
      return judged('fail', 'kept', 'gone', 'what was stored was gone when the page was loaded anew');
    const stays = persisted === true;
    const why = stays
      ? ''
      : 'the browser may clear it when space is short: it granted no persistent storage; ';
    return judged('pass', 'kept', `kept${stays ? ', persistent' : ''}`, `${why}${ownWord}${quota}`);
  },
  offline(claim) {
    const { reached, controlled } = offlineSchema.parse(claim);
    const opened = !reached && controlled;
    const why = reached
      ? 'the network was there when the page was loaded'
      : 'no service worker answered for it';
    return judged(opened ? 'pass' : 'fail', true, opened, opened ? ownWord : why);
  },
  standalone(claim) {
    const { displayMode } = standaloneSchema.parse(claim);
    const own = ['standalone', 'fullscreen', 'minimal-ui'].includes(displayMode);
    return judged(own ? 'pass' : 'fail', 'standalone', displayMode, own ? ownWord : 'it opened in a tab');
  },
};

/** @throws ZodError for a claim of another form. */
export function judgeClaim(step: Exclude<PhoneStep, 'photo'>, claim: unknown, challenge: string): Judged {
  const failure = errorSchema.safeParse(claim);
  if (failure.success) return judged('fail', step === 'camera' ? challenge : true, null, failure.data.error);
  return judges[step](claim, challenge);
}

const pictures: readonly (readonly [string, (bytes: Buffer) => boolean])[] = [
  ['JPEG', (bytes) => bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))],
  ['PNG', (bytes) => bytes.subarray(0, 4).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47]))],
  ['HEIF', (bytes) => /^ftyp(heic|heix|mif1|msf1|avif)/u.test(bytes.subarray(4, 12).toString('latin1'))],
  ['WebP', (bytes) => /^RIFF....WEBP/su.test(bytes.subarray(0, 12).toString('latin1'))],
];

/** A photo that came, against the digest that the phone took before it was sent. The photo is kept nowhere. */
export function judgePhoto(bytes: Buffer, claimed: string): Judged {
  const kind = pictures.find(([, is]) => is(bytes))?.[0];
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (kind === undefined)
    return judged('fail', claimed, sha256, `${bytes.length} bytes came that are no picture`);
  const same = sha256 === claimed;
  const why = same
    ? `${kind}, ${Math.round(bytes.length / 1000)} kB`
    : 'other bytes came than the phone sent';
  return judged(same ? 'pass' : 'fail', claimed, sha256, why);
}

/** What is sent at the end. */
export const doneSchema = z.strictObject({
  device: z.string().trim().min(2).max(80),
  system: z.string().trim().min(1).max(80),
  person: z.string().trim().max(80).default(''),
  signs: z.strictObject({
    userAgent: z.string().max(400),
    platform: z.string().max(80),
    webdriver: z.boolean(),
    touchPoints: z.number().int().min(0),
    renderer: z.string().max(200),
  }),
});
export type Done = z.infer<typeof doneSchema>;
