import type { ParseArgsOptionsConfig } from 'node:util';
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { profileNames, type ProfileName } from '../checks/check.ts';
import { catalogue } from '../checks/catalogue.ts';
import { deviceIds, type DeviceId } from '../devices/phones.ts';
import { findFault } from '../faults/index.ts';
import type { Fault } from '../faults/fault.ts';
import { loadTarget, targetFile } from '../targets/load.ts';
import { UsageError, type CommandInput } from './command.ts';
import { unknownChecks } from './open-run.ts';
import type { RunRequest } from './run-context.ts';

export const requestOptions = {
  profile: { type: 'string' },
  stack: { type: 'string' },
  device: { type: 'string', multiple: true },
  only: { type: 'string', multiple: true },
  source: { type: 'string' },
  fault: { type: 'string' },
  seed: { type: 'string' },
} as const satisfies ParseArgsOptionsConfig;

export const requestFlags = {
  '--profile gate|acceptance': 'which lines are due; gate is the default',
  '--stack process': 'child processes on loopback',
  '--device <phone>': 'only this phone; again for more. Never ends in GO',
  '--only <check>': 'only this check; again for more. Never ends in GO',
  '--source <folder>': 'checkout of the system, for a target that is not built in',
  '--fault <id>': 'plants this fault (golive faults lists them) and runs what it touches',
  '--seed S|M|L': 'another size of the seed than the target states. Never ends in GO',
} as const;

type Values = CommandInput['values'];

function one<T extends string>(values: Values, flag: string, allowed: readonly T[], fallback: T): T {
  const value = values[flag] ?? fallback;
  const found = allowed.find((item) => item === value);
  if (found === undefined) {
    throw new UsageError('bad-value', `--${flag}: expected ${allowed.join(' or ')}, got "${String(value)}"`);
  }
  return found;
}

function many(values: Values, flag: string): readonly string[] {
  const value = values[flag];
  return Array.isArray(value) ? value.map(String).flatMap((item) => item.split(',')) : [];
}

function readDevices(values: Values): readonly DeviceId[] {
  const wanted = many(values, 'device');
  if (wanted.length === 0) return deviceIds;
  const unknown = wanted.find((name) => !deviceIds.some((id) => id === name));
  if (unknown)
    throw new UsageError('bad-value', `--device: expected ${deviceIds.join(', ')}, got "${unknown}"`);
  return deviceIds.filter((id) => wanted.includes(id));
}

function readOnly(values: Values, fault: Fault | undefined): readonly string[] {
  const wanted = many(values, 'only');
  const [unknown] = unknownChecks(wanted);
  if (unknown) {
    const near = catalogue.filter(({ id }) => id.startsWith(unknown.split('.')[0] ?? '')).map(({ id }) => id);
    const hint = near.length > 0 ? near.join(', ') : 'a check of `golive plan`';
    throw new UsageError('bad-value', `--only: expected ${hint}, got "${unknown}"`);
  }
  if (wanted.length > 0 || !fault) return wanted;
  return [...fault.turnsRed, fault.bystander].map((text) => text.split('/')[0] ?? text);
}

function readSource(values: Values): string | undefined {
  const value = values['source'];
  if (typeof value !== 'string') return undefined;
  const folder = resolve(value);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new UsageError('bad-value', `--source: expected a folder, got "${value}", which is none`);
  }
  return folder;
}

function readFault(values: Values): Fault | undefined {
  const id = values['fault'];
  if (typeof id !== 'string') return undefined;
  const fault = findFault(id);
  if (!fault) throw new UsageError('bad-value', `--fault: expected an id of \`golive faults\`, got "${id}"`);
  return fault;
}

/**
 * What the command line asks for.
 * @throws UsageError | TargetError naming the flag or the field and what was expected.
 */
export async function readRequest(values: Values, positionals: readonly string[]): Promise<RunRequest> {
  const [name, extra] = positionals;
  if (name === undefined)
    throw new UsageError('missing-argument', 'expected a target: its name or the path of its module');
  if (extra !== undefined) throw new UsageError('bad-flag', `expected one target, got "${extra}" as well`);
  const file = targetFile(name);
  const target = await loadTarget(file);
  const profile = one<ProfileName>(values, 'profile', profileNames, 'gate');
  if (profile === 'smoke')
    throw new UsageError(
      'bad-value',
      '--profile: smoke needs a deployed system; expected gate or acceptance',
    );
  const fault = readFault(values);
  return {
    target,
    targetFile: file,
    profile,
    driver: one(values, 'stack', ['process'] as const, 'process'),
    devices: readDevices(values),
    only: readOnly(values, fault),
    source: readSource(values),
    fault,
    seed: typeof values['seed'] === 'string' ? values['seed'] : target.seed[profile],
  };
}
