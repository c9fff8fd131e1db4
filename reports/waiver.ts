import { z } from 'zod';

/** A named person takes the risk of one check until a day. */
export const waiverSchema = z.strictObject({
  check: z.string(),
  subject: z.string().optional(),
  name: z.string().min(2, 'expected the name of a person'),
  reason: z.string().min(10, 'expected a reason, in words, of at least 10 characters'),
  expiresAt: z.iso.datetime(),
});
export type Waiver = z.infer<typeof waiverSchema>;

export function findWaiver(
  waivers: readonly Waiver[],
  check: string,
  subject: string,
  asOf: Date,
): Waiver | undefined {
  return waivers.find(
    (waiver) =>
      waiver.check === check &&
      (waiver.subject === undefined || waiver.subject === subject) &&
      Date.parse(waiver.expiresAt) > asOf.getTime(),
  );
}
