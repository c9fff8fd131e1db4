import { findSecrets } from '../stack/source/find-secrets.ts';

/** What the rules for secrets find in a system's logs: kinds, how often, and where first; never a secret. */
export async function kindsOfSecrets(logs: string): Promise<readonly string[]> {
  const found = Map.groupBy(await findSecrets({ path: 'logs', text: logs }), ({ kind }) => kind);
  return [...found].map(([kind, places]) => {
    const first = Math.min(...places.map(({ line }) => line));
    return `${kind} (${places.length} times, first in line ${first})`;
  });
}
