export type StackErrorCode =
  | 'missing-tool'
  | 'missing-source'
  | 'port-busy'
  | 'not-ready'
  | 'build-failed'
  | 'command-failed'
  | 'unsupported'
  | 'disk-full'
  | 'stack-file'
  | 'another-release'
  | 'refused';

/** The environment could not give what a run needs: exit code 4, unless the user's own input was at fault. */
export class StackError extends Error {
  readonly code: StackErrorCode;

  constructor(code: StackErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StackError';
    this.code = code;
  }
}
