import { readVersion } from '../../stack/attach/read-version.ts';
import type { DeployedQuestion } from './ask-deployed.ts';

const check = 'version.expected';

export async function askVersion({ target, attached, report, tell }: DeployedQuestion): Promise<void> {
  const place = target.deployed.version;
  const expected = attached.hooks.expect.version;
  const missing = [
    ...(place === undefined ? ['where the system says its version (the target’s deployed.version)'] : []),
    ...(expected === undefined ? ['which version is expected (the hooks’ expect.version)'] : []),
  ];
  if (place === undefined || expected === undefined) {
    const reason = `expected to be told ${missing.join(', and ')}`;
    tell({ check, expected: 'an answer', actual: null, n: 0, outcome: 'inconclusive', reason });
    return;
  }
  report(`asking ${place.path} for the running version`);
  const actual = await readVersion(attached.main, place);
  const reason = actual === expected ? '' : `${place.path}: expected version ${expected}, runs ${actual}`;
  tell({ check, expected, actual, reason });
}
