import { resolve } from 'node:path';
import { UsageError, type CommandInput } from './command.ts';

/** In how many parts a load is played, and where what the parts need is written. */
export interface DistributedRequest {
  readonly parts: number;
  readonly folder: string;
}

export const distributedOptions = {
  distributed: { type: 'string' },
  out: { type: 'string' },
  play: { type: 'string' },
  part: { type: 'string' },
  at: { type: 'string' },
} as const;

export const distributedFlags = {
  '--distributed <n>':
    'for n k6 at once: writes their archive, the k6-operator’s TestRun and the tokens. On a stack of the run’s own all are played here',
  '--out <folder>': 'with --distributed: where that is written; golive-load if left out',
  '--play <folder>': 'plays one part of such a folder on this machine; needs no target',
  '--part <i>/<n>': 'with --play: which part',
  '--at <moment>': 'with --play: when all parts begin, such as 2026-11-22T09:30:00Z; at once if left out',
} as const;

const most = 100;

const given = ({ values }: Pick<CommandInput, 'values'>, name: string): string | undefined => {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
};

/** @throws UsageError naming the flag; undefined where one machine plays the load. */
export function readDistributed(input: Pick<CommandInput, 'values'>): DistributedRequest | undefined {
  const text = given(input, 'distributed');
  const out = given(input, 'out');
  if (text === undefined) {
    if (out === undefined) return undefined;
    throw new UsageError('bad-value', '--out: expected --distributed with it, got none');
  }
  const parts = /^\d{1,3}$/u.test(text) ? Number(text) : Number.NaN;
  if (!(parts >= 1 && parts <= most)) {
    throw new UsageError(
      'bad-value',
      `--distributed: expected a number of parts, 1 to ${most}, got "${text}"`,
    );
  }
  const engine = given(input, 'engine');
  if (engine !== undefined && engine !== 'k6') {
    throw new UsageError('bad-value', `--engine: expected k6 with --distributed, got "${engine}"`);
  }
  if (input.values['fault'] !== undefined) {
    throw new UsageError('bad-value', '--fault: expected none with --distributed');
  }
  return { parts, folder: resolve(out ?? 'golive-load') };
}

export interface PlayPart {
  readonly folder: string;
  readonly index: number;
  readonly of: number;
  /** When all parts begin, ms since 1970. */
  readonly atMs: number | undefined;
}

/** A moment with its zone: machines in several places read it alike. */
function readMoment(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const isWhole = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/u.test(text);
  const atMs = isWhole ? Date.parse(text) : Number.NaN;
  if (Number.isFinite(atMs)) return atMs;
  throw new UsageError('bad-value', `--at: expected a moment such as 2026-11-22T09:30:00Z, got "${text}"`);
}

/** The folder and the part that this machine plays; undefined where nobody asked for that. @throws UsageError */
export function readPlayPart(input: Pick<CommandInput, 'values'>): PlayPart | undefined {
  const folder = given(input, 'play');
  const text = given(input, 'part');
  const at = given(input, 'at');
  if (folder === undefined && text === undefined && at === undefined) return undefined;
  const [, index = Number.NaN, of = Number.NaN] = (/^(\d{1,3})\/(\d{1,3})$/u.exec(text ?? '') ?? []).map(
    Number,
  );
  if (folder === undefined || folder === '') {
    throw new UsageError(
      'missing-argument',
      `${text === undefined ? '--at' : '--part'}: expected --play <folder> with it, got none`,
    );
  }
  if (index >= 1 && index <= of) return { folder: resolve(folder), index, of, atMs: readMoment(at) };
  throw new UsageError('bad-value', `--part: expected a part such as 2/3, got "${text ?? 'nothing'}"`);
}
