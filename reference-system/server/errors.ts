import type { WorkOrder } from './contract.ts';

export interface ErrorDetail {
  field?: string;
  /** What the record looks like now, with version_conflict. */
  current?: WorkOrder;
  retryAfterS?: number;
}

/** A refusal that the caller is told: HTTP status, a code from the contract, a sentence. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: ErrorDetail;

  constructor(status: number, code: string, message: string, detail: ErrorDetail = {}) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.detail = detail;
  }
}

export const notFound = (what: string): ApiError =>
  new ApiError(404, 'not_found', `There is no such ${what}`);

export const forbidden = (message: string): ApiError => new ApiError(403, 'forbidden', message);

export const invalid = (field: string, message: string): ApiError =>
  new ApiError(400, 'validation_failed', message, { field });
