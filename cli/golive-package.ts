import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Golive's own version. */
export const golivePackage = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8')));
