import type { StoredPlace } from '../../targets/schema/deployed.ts';
import type { DeployedQuestion, Row } from './ask-deployed.ts';

const check = 'storage.encrypted';
/** As `lsblk -no TYPE` says of a device that is opened with a key, and as people say it. */
const encrypted = /^(crypt|luks|encrypted)$/iu;

/** `<place> <type>` a line. @throws Error naming the first line that is otherwise. */
export function readPlaces(printed: string): ReadonlyMap<string, string> {
  const lines = printed.split('\n').filter((line) => line.trim() !== '');
  return new Map(
    lines.map((line): [string, string] => {
      const [place = '', type = '', ...more] = line.trim().split(/\s+/u);
      if (type === '' || more.length > 0) {
        throw new Error(`commands.storage: expected "<place> <type>" a line, got "${line.slice(0, 80)}"`);
      }
      return [place, type];
    }),
  );
}

/** Each place that the target names: encrypted, open, or not spoken of. Pure. */
export function judgePlaces(stated: readonly StoredPlace[], seen: ReadonlyMap<string, string>): Row {
  const open = stated.filter(({ id }) => seen.has(id) && !encrypted.test(seen.get(id) ?? ''));
  const unknown = stated.filter(({ id }) => !seen.has(id));
  const row = { check, expected: 0, actual: open.length, unit: 'places without a key' } as const;
  if (open.length > 0) {
    const told = open.map(({ id, what, source }) => `${what} lies on ${seen.get(id) ?? ''} (${source})`);
    return { ...row, n: seen.size, reason: told.join('; ') };
  }
  if (unknown.length === 0) return { ...row, n: seen.size, reason: '' };
  const reason = `expected a line for ${unknown.map(({ id }) => id).join(', ')}, got none`;
  return { ...row, actual: null, n: seen.size, outcome: 'inconclusive', reason };
}

/** Asks on what kind of device the deployment's data and backups lie. */
export async function askStorage({ target, attached, report, tell }: DeployedQuestion): Promise<void> {
  const { atRest = [] } = target.deployed;
  const { storage } = attached.hooks.commands;
  if (storage === undefined) {
    throw new Error('expected a command that prints on what data and backups lie (commands.storage)');
  }
  report('asking on what data and backups lie');
  const { exitCode, stdout } = await attached.run(storage);
  if (exitCode !== 0) throw new Error(`commands.storage: expected exit code 0, got ${exitCode}`);
  tell(judgePlaces(atRest, readPlaces(stdout)));
}
