export type WatchErrorCode = 'state-file' | 'alerts-file';

/** What was given to keep watch with is not as expected. */
export class WatchError extends Error {
  readonly code: WatchErrorCode;

  constructor(code: WatchErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'WatchError';
    this.code = code;
  }
}
