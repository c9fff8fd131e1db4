import { z } from 'zod';
import { id, path } from './common.ts';

const query = z.string();

/** What of an export is compared, each with a query whose column `value` says what it must be. */
const totalSchema = z.union([
  /** The sum of a column, below the row of names that holds its name. */
  z.strictObject({ sumOf: z.string(), query }),
  /** How many rows there are below the row of names that holds this name. */
  z.strictObject({ rowsUnder: z.string(), query }),
  /** The figure behind the first cell that reads so (a regular expression). */
  z.strictObject({ figure: z.string(), query }),
]);
export type Total = z.infer<typeof totalSchema>;

/** A file that people take their figures home in. */
export const exportSchema = z.strictObject({
  id,
  role: z.string(),
  path,
  format: z.enum(['xlsx', 'csv']),
  /** Of a workbook; the first one where it is left out. */
  sheet: z.string().optional(),
  /** What separates the columns of a CSV. */
  delimiter: z.string().default(','),
  totals: z.array(totalSchema).min(1).readonly(),
});
export type Export = z.infer<typeof exportSchema>;
export type ExportInput = z.input<typeof exportSchema>;
