export type FingerprintErrorCode =
  'snapshot-unusable' | 'table-unreadable' | 'file-unreadable' | 'object-unreadable' | 'ledger-unreadable';

/** A fingerprint could not be taken: nothing is known about the data, which is never the same as equal. */
export class FingerprintError extends Error {
  readonly code: FingerprintErrorCode;

  constructor(code: FingerprintErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'FingerprintError';
    this.code = code;
  }
}
