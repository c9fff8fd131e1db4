import { z } from 'zod';

// PostgreSQL's text holds no NUL; a lone surrogate cannot be stored as UTF-8.
const storable = (value: string): boolean => !value.includes('\u0000') && value.isWellFormed();

/** Text of one line or several, trimmed. */
export const text = (label: string, min: number, max: number): z.ZodType<string> =>
  z
    .string({ error: `${label} must be text` })
    .trim()
    .min(min, min <= 1 ? `${label} is needed` : `${label} needs at least ${min} characters`)
    .max(max, `${label} may have at most ${max} characters`)
    .refine(storable, `${label} has a character that cannot be stored`);

/** A password as it was typed: never trimmed. */
export const password = (label: string, min: number): z.ZodType<string> =>
  z
    .string({ error: `${label} is needed` })
    .min(min, min <= 1 ? `${label} is needed` : `${label} needs at least ${min} characters`)
    .max(200, `${label} may have at most 200 characters`)
    .refine(storable, `${label} has a character that cannot be stored`);

export const email = z
  .string({ error: 'E-mail is needed' })
  .trim()
  .toLowerCase()
  .max(254, 'E-mail may have at most 254 characters')
  .pipe(z.email('E-mail must be an e-mail address'));

export const id = (label: string): z.ZodType<string> =>
  z.guid(`${label} must be the id of a record`).toLowerCase();

export const date = (label: string): z.ZodType<string> =>
  z.iso
    .date(`${label} must be a date such as 2026-01-05`)
    .refine(
      (value) => value >= '1900-01-01' && value <= '2999-12-31',
      `${label} must lie between 1900 and 2999`,
    );

export const whole = (label: string, min: number, max: number): z.ZodType<number> =>
  z
    .int(`${label} must be a whole number`)
    .min(min, `${label} must be at least ${min}`)
    .max(max, `${label} must be at most ${max}`);

export const choice = <const T extends readonly [string, ...string[]]>(
  label: string,
  values: T,
): z.ZodType<T[number]> => z.enum(values, `${label} must be one of ${values.join(', ')}`);

export const slots = ['08:00', '10:00', '13:00', '15:00'] as const;
export const priorities = ['low', 'normal', 'high', 'urgent'] as const;
export const statuses = ['new', 'scheduled', 'in_progress', 'completed', 'invoiced'] as const;
export const roles = ['admin', 'dispatcher', 'technician', 'warehouse'] as const;
export const barcodeTypes = ['code128', 'ean13', 'qr'] as const;
