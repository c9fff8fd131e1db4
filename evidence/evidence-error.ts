export type EvidenceErrorCode = 'malformed-row' | 'unreadable-attachment' | 'secret-left';

/** What went wrong with evidence itself, never with the system under test. */
export class EvidenceError extends Error {
  readonly code: EvidenceErrorCode;

  constructor(code: EvidenceErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EvidenceError';
    this.code = code;
  }
}
