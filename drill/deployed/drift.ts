import type { FoundDeployment } from '../../stack/attach/deployment-facts.ts';
import { readVersion } from '../../stack/attach/read-version.ts';
import { environmentNames, headersSeen, limitsSeen, type Sightings } from './deployment-sightings.ts';
import type { DeployedQuestion, Row } from './ask-deployed.ts';

const check = 'drift.none';
const shown = 8;

/** In what two deployments differ, one sentence each. */
export function differences(one: Sightings, other: Sightings): readonly string[] {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  return names
    .filter((name) => one[name] !== other[name])
    .map((name) => `${name}: ${one[name] ?? 'not there'} against ${other[name] ?? 'not there'}`);
}

/** One aspect as a row: pure. */
export function judgeDrift(
  subject: string,
  names: readonly [string, string],
  one: Sightings,
  other: Sightings,
): Row {
  const found = differences(one, other);
  const more = found.length > shown ? `; and ${found.length - shown} more` : '';
  const n = new Set([...Object.keys(one), ...Object.keys(other)]).size;
  return {
    check,
    subject,
    expected: 0,
    actual: found.length,
    unit: 'differences',
    n,
    outcome: found.length > 0 ? 'fail' : n === 0 ? 'inconclusive' : 'pass',
    reason:
      found.length > 0
        ? `${names.join(' against ')}: ${found.slice(0, shown).join('; ')}${more}`
        : n === 0
          ? 'nothing was seen that could be compared'
          : '',
  };
}

export async function askDrift({ target, attached, report, tell }: DeployedQuestion): Promise<void> {
  const { main, compared } = attached;
  if (compared === undefined) return;
  const names = [nameOf(main), nameOf(compared)] as const;
  const looks: Readonly<Record<string, (deployment: FoundDeployment) => Promise<Sightings>>> = {
    headers: async (deployment) => await headersSeen(deployment, target.contentKinds),
    versions: async (deployment) => {
      const place = target.deployed.version;
      if (place === undefined) throw new Error('expected the target’s deployed.version, got none');
      return { version: await readVersion(deployment, place) };
    },
    limits: async (deployment) => await limitsSeen(deployment, target),
    environment: async (deployment) => await environmentNames(deployment, (line) => attached.run(line)),
  };
  for (const [subject, look] of Object.entries(looks)) {
    report(`comparing ${subject} of ${names.join(' and ')}`);
    try {
      tell(judgeDrift(subject, names, await look(main), await look(compared)));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      tell({ check, subject, expected: 0, actual: null, n: 0, outcome: 'inconclusive', reason });
    }
  }
}

const nameOf = ({ hostName, endpoint }: FoundDeployment): string =>
  `${hostName} (${endpoint.host}:${endpoint.port})`;
