import type { LogRotation } from '../../targets/schema/running.ts';
import type { Row } from './running-context.ts';

export interface LogFile {
  readonly name: string;
  readonly bytes: number;
}

/** The logs of a copy, in a folder of their own, after more was written than they may hold. */
export interface LogsSeen {
  readonly files: readonly LogFile[];
  /** The newest request stands in one of them. */
  readonly hasNewest: boolean;
  /** Empty, or what was found in them. */
  readonly leaked: string;
}

type Stated = Pick<LogRotation, 'mostBytes' | 'source'>;

export const isLog = ({ files }: Pick<LogRotation, 'files'>, name: string): boolean =>
  files.some((beginning) => name.startsWith(beginning));

/** All of them together are no larger than stated, and old ones were set aside: pure. */
export function judgeSizes(files: readonly LogFile[], { mostBytes, source }: Stated): readonly Row[] {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const n = files.length;
  const limit = mostBytes.value;
  const names = files
    .slice(0, 8)
    .map((file) => `${file.name} ${file.bytes}`)
    .join(', ');
  return [
    {
      operator: '<=',
      expected: limit,
      actual: bytes,
      unit: 'bytes of logs',
      limit,
      n,
      reason: bytes <= limit ? '' : `${names} (${mostBytes.source})`,
    },
    {
      operator: '>=',
      expected: 2,
      actual: n,
      unit: 'log files',
      n,
      reason: n >= 2 ? '' : `nothing was set aside (${source}): ${names || 'no log file at all'}`,
    },
  ];
}

/** Pure. */
export function judgeLogs(stated: Stated, { files, hasNewest, leaked }: LogsSeen): readonly Row[] {
  const n = files.length;
  const newest = 'the newest request stands in the logs';
  return [
    ...judgeSizes(files, stated),
    { expected: newest, actual: hasNewest ? newest : 'it does not', n },
    { expected: 'no secret', actual: leaked === '' ? 'no secret' : leaked, n },
  ];
}
