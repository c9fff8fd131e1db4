import { join } from 'node:path';

/** What lies where in a physical backup. */
export const physicalParts = (folder: string) => ({
  /** The cluster's files, with their manifest. */
  base: join(folder, 'base'),
  /** Finished pieces of the log. */
  log: join(folder, 'log'),
  objects: join(folder, 'objects'),
  /** The moment to recover to, as PostgreSQL writes it. */
  moment: join(folder, 'moment'),
});
