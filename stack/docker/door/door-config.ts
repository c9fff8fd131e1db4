import { z } from 'zod';

const port = z.number().int().min(1).max(65_535);

/** What the owner asks of the door over IPC. */
export const doorAskSchema = z.strictObject({
  type: z.literal('open'),
  doors: z.array(z.strictObject({ listen: port, to: z.strictObject({ host: z.string(), port }) })),
});
export type DoorAsk = z.input<typeof doorAskSchema>;
