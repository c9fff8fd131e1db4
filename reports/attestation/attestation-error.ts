export type AttestationErrorCode =
  | 'bad-key'
  | 'not-json'
  | 'not-an-envelope'
  | 'wrong-payload'
  | 'changed'
  | 'wrong-key'
  | 'not-a-statement'
  | 'wrong-predicate'
  | 'no-sigstore'
  | 'no-identity'
  | 'unreachable'
  | 'bad-root'
  | 'not-trusted'
  | 'wrong-identity';

/** An attestation cannot be made, or is not what it says; `bad-key` is of the person's own key file. */
export class AttestationError extends Error {
  readonly code: AttestationErrorCode;

  constructor(code: AttestationErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AttestationError';
    this.code = code;
  }
}
