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

/**
 * What a stack of another release cannot do leaves a question open, and says nothing of this one. A full disk is of this
 * machine, and ends more than a question. @throws StackError `unsupported` with `what` before the reason.
 */
export async function orUnsupported<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof StackError) || cause.code === 'unsupported' || cause.code === 'disk-full')
      throw cause;
    throw new StackError('unsupported', `${what}: ${cause.message}`, { cause });
  }
}
