export type ReportErrorCode =
  | 'no-run'
  | 'no-verdict'
  | 'malformed-verdict'
  | 'malformed-shard'
  | 'shards-differ'
  | 'shard-twice'
  | 'malformed-signoff'
  | 'unsignable'
  | 'unwritable';

/** A report cannot be read or written: what the person named is not a run, or its verdict is not one. */
export class ReportError extends Error {
  readonly code: ReportErrorCode;

  constructor(code: ReportErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ReportError';
    this.code = code;
  }
}
