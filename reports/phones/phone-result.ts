import { z } from 'zod';

/** What is tried on a person's own phone, by a page of Golive's own: the phone is real, the page is not the system. */
export const phoneSteps = {
  camera: 'Its camera reads a code from a screen',
  photo: 'A photo that it takes arrives byte for byte',
  storage: 'It keeps what a page stores',
  offline: 'A page opens again without network',
  standalone: 'A page opens from the home screen in a window of its own',
} as const satisfies Record<string, string>;
export type PhoneStep = keyof typeof phoneSteps;
export const phoneStepIds = Object.keys(phoneSteps) as readonly PhoneStep[];

const observed = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const stepSchema = z.strictObject({
  id: z.enum(Object.keys(phoneSteps) as [PhoneStep, ...PhoneStep[]]),
  outcome: z.enum(['pass', 'fail', 'inconclusive']),
  expected: observed,
  actual: observed,
  /** Why, unless it passed; and who says so, where it is the phone's own word. */
  reason: z.string(),
  at: z.iso.datetime().nullable(),
});
export type PhoneStepResult = z.infer<typeof stepSchema>;

/** What one phone showed; signed as a whole. */
export const phoneResultSchema = z.strictObject({
  version: z.literal(1),
  run: z.string().min(1),
  /** Names the code that opened the page; the code itself is kept nowhere. */
  token: z.string(),
  openedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  userAgent: z.string(),
  /** As the person typed them. */
  device: z.string().min(2).max(80),
  system: z.string().min(1).max(80),
  person: z.string().max(80).nullable(),
  fidelity: z.enum(['real-device', 'emulated-phone']),
  /** What speaks for an emulation; empty for a real phone. */
  emulatedBecause: z.array(z.string()),
  steps: z.array(stepSchema),
});
export type PhoneResult = z.infer<typeof phoneResultSchema>;
