import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ParseArgsOptionsConfig } from 'node:util';
import type { ProfileName, SuiteName } from '../checks/check.ts';
import { deviceIds, type DeviceId } from '../devices/phones.ts';
import type { Fault } from '../faults/fault.ts';
import { targetFile } from '../targets/load.ts';
import { UsageError, type CommandInput } from './command.ts';
import { refuseIdleFault, seedOf } from './fault-request.ts';
import { budgetFlags, budgetOptions, readEvidenceBudget } from './keep-within-budget.ts';
import { engineWords, loadFlags, loadOptions, loadProfileNames } from './load-request.ts';
import { hint } from './near-words.ts';
import { refuseUnknownChecks, refuseUnknownSubjects } from './only.ts';
import { readPort, readReportsFolder } from './places.ts';
import { refuseUnknownParts } from './refuse-unknown-parts.ts';
import { attachFlags, attachOptions, readAttach } from './read-attach.ts';
import type { RunRequest } from './run-context.ts';
import { asLook } from './smoke/as-look.ts';
import { stackWords } from './stack-words.ts';
import { loadSystem } from './system.ts';
import { readShape, shapeFlags, shapeOptions } from './shape-request.ts';

export const requestOptions = {
  target: { type: 'string' },
  profile: { type: 'string' },
  stack: { type: 'string' },
  device: { type: 'string', multiple: true },
  only: { type: 'string', multiple: true },
  source: { type: 'string' },
  fault: { type: 'string' },
  seed: { type: 'string' },
  port: { type: 'string' },
  reports: { type: 'string' },
  ...budgetOptions,
  ...shapeOptions,
  ...loadOptions,
  ...attachOptions,
} as const satisfies ParseArgsOptionsConfig;

export const requestFlags = {
  '--target <module>': 'the target, by the path of its module: the same as naming it as a word',
  '--profile gate|acceptance': 'which lines are due; gate is the default',
  '--stack auto|process|docker|attach':
    'child processes on loopback, containers, or what is deployed; auto chooses and says which',
  '--device <phone>': 'only this phone; again for more. Never ends in GO',
  '--only <check>[/<subject>]': 'only this check, or this subject of it; again for more. Never ends in GO',
  '--source <folder>': 'checkout of the system, for a target that is not built in',
  '--fault <id>': 'plants this fault (golive faults lists them) and runs what it touches',
  '--seed S|M|L': 'another size of the seed than the target states. Never ends in GO',
  '--port <number>': 'HTTPS port of the system’s front on 127.0.0.1; a free one if left out',
  '--reports <folder>': 'where the run’s folder is made; reports/runs if left out',
  ...budgetFlags,
  ...shapeFlags,
  ...loadFlags,
  ...attachFlags,
} as const;

type Values = CommandInput['values'];

function one<T extends string>(values: Values, flag: string, allowed: readonly T[], fallback: T): T {
  const value = values[flag] ?? fallback;
  const found = allowed.find((item) => item === value);
  if (found !== undefined) return found;
  const word = String(value);
  const what = `--${flag}: expected ${allowed.join(' or ')}, got "${word}"`;
  throw new UsageError('bad-value', `${what}${hint(word, allowed)}`);
}

function many(values: Values, flag: string): readonly string[] {
  const value = values[flag];
  return Array.isArray(value) ? value.map(String).flatMap((item) => item.split(',')) : [];
}

function readProfile(values: Values): ProfileName {
  if (values['profile'] !== 'smoke') return one(values, 'profile', ['gate', 'acceptance'], 'gate');
  const other = 'what people work with is looked at by golive smoke';
  throw new UsageError('bad-value', `--profile: expected gate or acceptance, got "smoke": ${other}`);
}

function readDevices(values: Values): readonly DeviceId[] {
  const wanted = many(values, 'device');
  if (wanted.length === 0) return deviceIds;
  const unknown = wanted.find((name) => !deviceIds.some((id) => id === name));
  if (unknown !== undefined) {
    const what = `--device: expected ${deviceIds.join(', ')}, got "${unknown}"`;
    throw new UsageError('bad-value', `${what}${hint(unknown, deviceIds)}`);
  }
  return deviceIds.filter((id) => wanted.includes(id));
}

/** What is left in: what was asked for, else what a planted fault must turn red, and its bystander. */
function readOnly(
  values: Values,
  fault: Fault | undefined,
  suites?: readonly SuiteName[],
): readonly string[] {
  const wanted = many(values, 'only');
  refuseUnknownChecks(wanted, suites);
  if (wanted.length > 0 || !fault) return wanted;
  return [...fault.turnsRed, fault.bystander];
}

function readSource(values: Values): string | undefined {
  const value = values['source'];
  if (typeof value !== 'string') return undefined;
  const folder = resolve(value);
  if (value === '' || !existsSync(folder))
    throw new UsageError('bad-value', `--source: expected a folder, got "${value}", which is not there`);
  if (!statSync(folder).isDirectory())
    throw new UsageError('bad-value', `--source: expected a folder, got "${value}", which is a file`);
  return folder;
}

async function readFault(values: Values, own: readonly Fault[]): Promise<Fault | undefined> {
  const id = values['fault'];
  if (typeof id !== 'string') return undefined;
  const { faults } = await import('../faults/index.ts');
  const all = [...faults, ...own];
  const fault = all.find((item) => item.id === id);
  if (fault) return fault;
  const known = all.map((item): string => item.id);
  throw new UsageError(
    'bad-value',
    `--fault: expected an id of \`golive faults\`, got "${id}"${hint(id, known)}`,
  );
}

/** The target is named as a word, or by `--target`. @throws UsageError where it is not, or twice. */
function readTarget(values: Values, [word, extra]: readonly string[]): string {
  const flag = values['target'];
  const name = typeof flag === 'string' ? flag : word;
  if (name === undefined)
    throw new UsageError('missing-argument', 'expected a target: its name or the path of its module');
  const other = typeof flag === 'string' ? word : extra;
  if (other !== undefined) throw new UsageError('bad-flag', `expected one target, got "${other}" as well`);
  return name;
}

/**
 * What the command line asks for; of a command that asks some suites alone, `--only` takes their checks.
 * @throws UsageError | TargetError naming the flag or the field and what was expected.
 */
export async function readRequest(
  values: Values,
  positionals: readonly string[],
  suites?: readonly SuiteName[],
): Promise<RunRequest> {
  const file = targetFile(readTarget(values, positionals));
  const { target, own } = await loadSystem(file);
  const fault = await readFault(values, own.faults);
  const flags = {
    profile: readProfile(values),
    stack: one(values, 'stack', stackWords, 'auto'),
    devices: readDevices(values),
    only: readOnly(values, fault, suites),
    source: readSource(values),
    port: readPort(values),
    reportsFolder: readReportsFolder(values),
    evidenceBytes: readEvidenceBudget(values),
    load: {
      engine: one(values, 'engine', engineWords, 'builtin'),
      profile: one(values, 'load-profile', loadProfileNames, 'gate'),
    },
  };
  const attach = await readAttach(values, { fault, reportsFolder: flags.reportsFolder });
  const stack = attach === undefined ? flags.stack : 'attach';
  const shape = readShape(values, stack);
  const seeds = refuseUnknownParts(target, file, own);
  refuseUnknownSubjects(many(values, 'only'), target);
  const stated = target.seed[flags.profile === 'acceptance' ? 'acceptance' : 'gate'];
  if (fault) refuseIdleFault(fault, target);
  const seed = one(values, 'seed', seeds, seedOf(fault, target.seed, stated));
  const request = { ...flags, stack, attach, shape, target, targetFile: file, own, fault, seed };
  return fault?.inSmoke === true ? asLook(request) : request;
}
