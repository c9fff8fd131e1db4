export type DrillErrorCode = 'not-destroyed' | 'artifact-in-stack';

/** The drill itself could not do what it must do: nothing is known about the system then. */
export class DrillError extends Error {
  readonly code: DrillErrorCode;

  constructor(code: DrillErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DrillError';
    this.code = code;
  }
}
