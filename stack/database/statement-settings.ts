import { access } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const library = 'pg_stat_statements';

/**
 * Settings by which a server counts its statements from its start, where its package has what counts: a server
 * that is told to load what is not there does not start at all.
 */
export async function statementSettings(binDirectory: string): Promise<Readonly<Record<string, string>>> {
  const folders = [join(dirname(binDirectory), 'lib'), join(dirname(binDirectory), 'lib', 'postgresql')];
  for (const folder of folders) {
    const isThere = await access(join(folder, `${library}.so`)).then(
      () => true,
      () => false,
    );
    if (isThere) return { shared_preload_libraries: library, [`${library}.track_utility`]: 'off' };
  }
  return {};
}
