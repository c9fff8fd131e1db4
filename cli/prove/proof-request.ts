import { resolve } from 'node:path';
import type { Fault } from '../../faults/fault.ts';
import { faults as known } from '../../faults/index.ts';
import { findRun } from '../../reports/find-run.ts';
import { UsageError, type CommandInput } from '../command.ts';
import { hint } from '../near-words.ts';
import { readReportsFolder } from '../places.ts';
import type { OwnParts } from '../system.ts';

export const proofOptions = {
  fault: { type: 'string', multiple: true },
  'no-faults': { type: 'boolean' },
  mutations: { type: 'string' },
  rng: { type: 'string' },
  clean: { type: 'string' },
  'clean-run': { type: 'string', multiple: true },
  shard: { type: 'string' },
  resume: { type: 'boolean' },
  out: { type: 'string' },
  publish: { type: 'boolean' },
  device: { type: 'string', multiple: true },
  stack: { type: 'string' },
  source: { type: 'string' },
  reports: { type: 'string' },
} as const;

export const proofFlags = {
  '--fault <id>': 'only this fault; again for more. Left out: every fault of the target',
  '--no-faults': 'plants no fault: clean runs and mutations alone',
  '--mutations <number>': 'so many mutations of the source are drawn and judged as well; none if left out',
  '--rng <seed>': 'the seed that draws them; 1 if left out',
  '--clean <number>':
    'so many whole runs with nothing planted come first, each of which must be GO; none if left out',
  '--clean-run <run>':
    'a whole run of the same version with nothing planted, made before: it counts, and is a control. Again for more',
  '--shard <i>/<n>': 'the i-th of n parts of the faults and mutations',
  '--resume': 'goes on with the proof in the file of --out, where it is of the same code',
  '--out <file>': 'where the proof is kept, a line each: reports/proof-<target>.jsonl if left out',
  '--publish':
    'writes what was proved into docs/ of this checkout, where every report finds it; the score without --fault only',
  '--device <phone>': 'the phone that faults are looked for on; android if left out',
  '--stack process|docker': 'child processes on loopback, which is the default, or containers',
  '--source <folder>': 'checkout of the system, for a target that is not built in',
  '--reports <folder>': 'where the runs’ folders are made; reports/runs if left out',
} as const;

export interface ProofRequest {
  readonly faults: readonly Fault[];
  readonly mutations: number;
  readonly seed: string;
  readonly clean: number;
  /** Folders of whole runs that were made before. */
  readonly cleanRuns: readonly string[];
  /** Faults were named: what is proved says nothing of the rest. */
  readonly isPartial: boolean;
  readonly shard: { readonly index: number; readonly of: number };
  readonly isResumed: boolean;
  readonly file: string;
}

type Values = CommandInput['values'];

const listOf = (values: Values, flag: string): readonly string[] => {
  const value = values[flag];
  return Array.isArray(value) ? value.map(String) : [];
};

/** @throws UsageError naming the flag and what was expected. */
export function readProofRequest(values: Values, target: string, own: OwnParts): ProofRequest {
  const out = values['out'];
  const file =
    typeof out === 'string'
      ? resolve(out)
      : resolve(readReportsFolder(values), '..', `proof-${target}.jsonl`);
  return {
    faults: readFaults(values, target, own),
    mutations: readCount(values, 'mutations', 500),
    seed: typeof values['rng'] === 'string' ? values['rng'] : '1',
    clean: readCount(values, 'clean', 50),
    cleanRuns: listOf(values, 'clean-run').map((name) => findRun(readReportsFolder(values), name)),
    isPartial: listOf(values, 'fault').length > 0,
    shard: readPart(values),
    isResumed: values['resume'] === true,
    file,
  };
}

function readFaults(values: Values, target: string, own: OwnParts): readonly Fault[] {
  const ids = listOf(values, 'fault');
  if (values['no-faults'] === true) {
    if (ids.length === 0) return [];
    throw new UsageError('bad-value', '--no-faults: expected it without --fault, got both');
  }
  const all = [...known, ...own.faults.map((fault) => ({ target, ...fault }))];
  if (ids.length === 0) return all.filter((fault) => (fault.target ?? 'reference') === target);
  return ids.map((id) => {
    const fault = all.find((one) => one.id === id);
    if (fault) return fault;
    const what = `--fault: expected an id of \`golive faults\`, got "${id}"`;
    throw new UsageError(
      'bad-value',
      `${what}${hint(
        id,
        all.map((one): string => one.id),
      )}`,
    );
  });
}

function readCount(values: Values, flag: string, most: number): number {
  const value = values[flag];
  if (typeof value !== 'string') return 0;
  if (/^\d{1,4}$/u.test(value) && Number(value) <= most) return Number(value);
  throw new UsageError('bad-value', `--${flag}: expected a number of at most ${most}, got "${value}"`);
}

function readPart(values: Values): ProofRequest['shard'] {
  const value = values['shard'];
  if (typeof value !== 'string') return { index: 1, of: 1 };
  const [, index = Number.NaN, of = Number.NaN] = (/^(\d{1,2})\/(\d{1,2})$/u.exec(value) ?? []).map(Number);
  if (index >= 1 && index <= of) return { index, of };
  throw new UsageError('bad-value', `--shard: expected a part such as 1/3, got "${value}"`);
}
