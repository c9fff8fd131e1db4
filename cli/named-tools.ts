import { tools, type Tool } from '../stack/tools/index.ts';
import { UsageError } from './command.ts';
import { hint } from './near-words.ts';

/** The tools that a person names, in the order of the checklist; all of them where none is named. @throws UsageError */
export function namedTools(names: readonly string[]): readonly Tool[] {
  const known = tools.map(({ id }) => id);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const what = `golive doctor: expected one of ${known.join(', ')}, got "${unknown}"`;
    throw new UsageError('bad-value', `${what}${hint(unknown, known)}`);
  }
  return names.length === 0 ? tools : tools.filter(({ id }) => names.includes(id));
}
