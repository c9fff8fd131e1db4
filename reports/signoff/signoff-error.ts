export type SignoffErrorCode =
  | 'refused'
  | 'unknown-role'
  | 'unknown-line'
  | 'not-awaited'
  | 'needs-device'
  | 'name-taken'
  | 'nothing-to-waive'
  | 'bad-expiry';

/** What a person said of a run is not taken: `refused` and `name-taken` by the target's rules, the rest as it was said. */
export class SignoffError extends Error {
  readonly code: SignoffErrorCode;

  constructor(code: SignoffErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SignoffError';
    this.code = code;
  }
}
