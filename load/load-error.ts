/** What went wrong in the load stage; each code has one cause and one remedy. */
export type LoadErrorCode =
  | 'host-not-allowed'
  | 'mix-invalid'
  | 'plan-invalid'
  | 'too-few-records'
  | 'file-missing'
  | 'sign-in-failed'
  | 'generator-failed'
  | 'generator-timeout'
  | 'part-malformed'
  | 'parts-differ'
  /** This machine was ready after the moment that all parts begin at. */
  | 'part-late'
  | 'aborted';

/** The one error of load/: message says "expected X, got Y", `cause` keeps what was underneath. */
export class LoadError extends Error {
  readonly code: LoadErrorCode;

  constructor(code: LoadErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'LoadError';
    this.code = code;
  }
}
