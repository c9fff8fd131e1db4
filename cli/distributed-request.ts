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
} as const;

export const distributedFlags = {
  '--distributed <n>':
    'for n k6 at once: writes their archive, the k6-operator’s TestRun and the tokens. On a stack of the run’s own all are played here',
  '--out <folder>': 'with --distributed: where that is written; golive-load if left out',
  '--play <folder>': 'plays one part of such a folder on this machine; needs no target',
  '--part <i>/<n>': 'with --play: which part',
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

/** The folder and the part that this machine plays; undefined where nobody asked for that. @throws UsageError */
export function readPlayPart(
  input: Pick<CommandInput, 'values'>,
): { readonly folder: string; readonly index: number; readonly of: number } | undefined {
  const folder = given(input, 'play');
  const text = given(input, 'part');
  if (folder === undefined && text === undefined) return undefined;
  const [, index = Number.NaN, of = Number.NaN] = (/^(\d{1,3})\/(\d{1,3})$/u.exec(text ?? '') ?? []).map(
    Number,
  );
  if (folder === undefined || folder === '') {
    throw new UsageError('missing-argument', '--part: expected --play <folder> with it, got none');
  }
  if (index >= 1 && index <= of) return { folder: resolve(folder), index, of };
  throw new UsageError('bad-value', `--part: expected a part such as 2/3, got "${text ?? 'nothing'}"`);
}
