import { isPasswordName, isSecretName } from '../../stack/source/assigned-values.ts';
import { isPlaceholder, whyWeak } from '../../stack/source/weak-value.ts';
import type { StatedValue } from '../../targets/schema/deployed.ts';
import type { DeployedQuestion, Row } from './ask-deployed.ts';

const check = 'environment.audit';
/** Somebody types a password, so that it may be shorter than a key. */
const leastPasswordLength = 12;
const shown = 10;

/** Values by name, as `env` prints them; a name without a value was printed alone. */
export function variablesIn(printed: string): ReadonlyMap<string, string | undefined> {
  const lines = printed.split('\n').flatMap((line) => {
    const found = /^([A-Za-z_][A-Za-z0-9_]*)(?:=(.*))?$/u.exec(line.trim());
    return found ? [[found[1] ?? '', found[2]] as const] : [];
  });
  return new Map(lines);
}

/** Passwords and keys among them, also those within an address. */
export function secretsOf(
  variables: ReadonlyMap<string, string | undefined>,
): readonly (readonly [string, string])[] {
  return [...variables].flatMap(([name, value]): readonly (readonly [string, string])[] => {
    if (value === undefined) return [];
    // It names the key, and is none.
    if (/(?:key_?id|access_key)$/iu.test(name)) return [];
    if (isSecretName(name) || /_KEY$/u.test(name)) return [[name, value]];
    const inAddress = /^[a-z][a-z0-9+.-]*:\/\/[^:@/\s]*:([^@/\s]+)@/iu.exec(value)?.[1];
    return inAddress === undefined ? [] : [[`${name} (its password)`, decodeURIComponent(inAddress)]];
  });
}

function whyWeakFor(name: string, value: string): string | undefined {
  const isPassword = isPasswordName(name) || name.endsWith('(its password)');
  if (!isPassword || value === '' || isPlaceholder(value)) return whyWeak(value);
  const { length } = value;
  return length >= leastPasswordLength
    ? undefined
    : `its ${length} characters are few: expected ${leastPasswordLength} or more`;
}

/** What is stated of a value and not so; a value that was not printed is open. */
function otherwise(
  stated: readonly StatedValue[],
  variables: ReadonlyMap<string, string | undefined>,
): { readonly wrong: readonly string[]; readonly unseen: readonly string[] } {
  const wrong = stated.flatMap(({ variable, matches, says, source }) => {
    const value = variables.get(variable);
    const isSo = value === undefined || new RegExp(`^(?:${matches})$`, 'u').test(value);
    return isSo && variables.has(variable) ? [] : [`${variable}: it does not say ${says} (${source})`];
  });
  const unseen = stated.filter(
    ({ variable }) => variables.has(variable) && variables.get(variable) === undefined,
  );
  return { wrong, unseen: unseen.map(({ variable }) => variable) };
}

/** Pure. What is told of a value never says it. */
export function judgeEnvironment(
  needed: readonly string[],
  printed: string,
  stated: readonly StatedValue[] = [],
): Row {
  const variables = variablesIn(printed);
  const missing = needed.filter((name) => !variables.has(name) || variables.get(name) === '');
  const secrets = secretsOf(variables);
  const weak = secrets.flatMap(([name, value]) => {
    const why = whyWeakFor(name, value);
    return why === undefined ? [] : [`${name}: ${why}`];
  });
  const twice = [...Map.groupBy(secrets, ([, value]) => value)]
    .filter(([value, names]) => value !== '' && names.length > 1)
    .map(([, names]) => `${names.map(([name]) => name).join(' and ')} have the same value`);
  const { wrong, unseen } = otherwise(stated, variables);
  const found = [...missing.map((name) => `${name}: not set`), ...wrong, ...weak, ...twice];
  const isBlind = secrets.length === 0;
  const row = { check, expected: 0, actual: found.length, unit: 'variables', n: variables.size } as const;
  if (found.length > 0) return { ...row, outcome: 'fail', reason: found.slice(0, shown).join('; ') };
  if (unseen.length > 0) {
    const reason = `expected NAME=value for ${unseen.join(', ')}, got names alone`;
    return { ...row, outcome: 'inconclusive', reason };
  }
  if (!isBlind) return { ...row, outcome: 'pass', reason: '' };
  const reason = `${variables.size} names and no value of a secret were printed: expected NAME=value, a line each`;
  return { ...row, outcome: 'inconclusive', reason };
}

/** @throws Error where nobody said how the environment is printed, or printing it failed. */
export async function readVariables({ attached }: Pick<DeployedQuestion, 'attached'>): Promise<string> {
  const { environment, hostName } = attached.main;
  if (environment === undefined) {
    throw new Error(
      `expected a command that prints the environment of ${hostName} (the hooks’ commands.environment)`,
    );
  }
  const { exitCode, stdout } = await attached.run(environment);
  if (exitCode !== 0)
    throw new Error(`the environment of ${hostName}: expected exit code 0, got ${exitCode}`);
  return stdout;
}

/** Reads the environment that the deployed system runs with; values are looked at here, and kept nowhere. */
export async function askEnvironment({ target, attached, report, tell }: DeployedQuestion): Promise<void> {
  report('looking at the variables that the system runs with');
  const { variables, values } = target.deployed;
  tell(judgeEnvironment(variables, await readVariables({ attached }), values));
}
