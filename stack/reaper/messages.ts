import { z } from 'zod';

/** What the owner tells its reaper: one JSON text a line. */
export const ownerMessageSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('group'), group: z.number().int().positive(), startTime: z.string() }),
  z.strictObject({ type: z.literal('group-ended'), group: z.number().int().positive() }),
  z.strictObject({ type: z.literal('folder'), folder: z.string().startsWith('/') }),
  z.strictObject({ type: z.literal('folder-gone'), folder: z.string() }),
]);
export type OwnerMessage = z.infer<typeof ownerMessageSchema>;

/** The reaper's last words, for an owner that is still there to hear them. */
export const reapedSchema = z.strictObject({
  /** Name and pid of each process that had to be ended. */
  ended: z.array(z.string()),
  /** Processes and folders that withstood, with the reason. */
  left: z.array(z.string()),
  folders: z.array(z.string()),
});
export type Reaped = z.infer<typeof reapedSchema>;

/** First line of a reaper that listens. */
export const readyLine = 'ready';
