import type { z } from 'zod';
import { personName, saidReason } from '../reports/signoff/records.ts';
import { UsageError, type CommandInput } from './command.ts';
import { required } from './open-signoff.ts';

type Values = CommandInput['values'];

/** @throws UsageError for what is nobody's name. */
export const readName = (command: string, values: Values): string =>
  held(personName, 'name', required(command, values, 'name', '<person>'));

/** @throws UsageError for what says nothing. */
export const readReason = (command: string, values: Values): string =>
  held(saidReason, 'reason', required(command, values, 'reason', '<text>'));

function held(schema: z.ZodType<string>, flag: string, value: string): string {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new UsageError(
    'bad-value',
    `--${flag}: ${parsed.error.issues[0]?.message ?? 'is malformed'}, got "${value}"`,
  );
}
