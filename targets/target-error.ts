export type TargetErrorCode = 'unknown-target' | 'malformed-target' | 'unreadable-target';

/** The user's target cannot be used: exit code 2. */
export class TargetError extends Error {
  readonly code: TargetErrorCode;

  constructor(code: TargetErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'TargetError';
    this.code = code;
  }
}
