import type { ErrorBody } from './types.ts';

/** The server understood and refused: `status` and `code` as the API gave them, `message` for people. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly field: string | undefined;
  /** With version_conflict: the version that the server has now. */
  readonly currentVersion: number | undefined;

  constructor(status: number, { code, message, field, current }: ErrorBody['error']) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.field = field;
    this.currentVersion = current?.version;
  }
}

/** Reads the API's error body; a body that is none of ours (a proxy's page) becomes a plain sentence. */
export function apiErrorFrom(status: number, text: string): ApiError {
  try {
    const body = JSON.parse(text) as Partial<ErrorBody>;
    if (body.error?.message) return new ApiError(status, body.error);
  } catch {
    // Not JSON: fall through to the plain sentence.
  }
  const message =
    status >= 500
      ? `Fieldbook has a problem at the moment (${status}). Please try again.`
      : `Fieldbook refused this (${status}).`;
  return new ApiError(status, { code: 'unknown', message });
}
