import type { Role } from './contract.ts';

/** One row of the API: the server registers it, the OpenAPI document prints it, the matrix test walks it. */
export interface Route {
  method: 'GET' | 'POST' | 'PATCH';
  path: string;
  /** Who may call it; 'public' needs no token. */
  roles: readonly Role[] | 'public';
  summary: string;
  /** Takes page, pageSize and fields, and answers a Page. */
  list?: true;
  /** May be called while the password must still be changed. */
  whilePasswordDue?: true;
  /** Multipart form with files in the field `photos`. */
  upload?: true;
  /** Query parameters beside those of a list. */
  query?: readonly string[];
}

export const everyone = ['admin', 'dispatcher', 'technician', 'warehouse'] as const;
export const field = ['admin', 'dispatcher', 'technician'] as const;
export const office = ['admin', 'dispatcher'] as const;
export const stores = ['admin', 'warehouse'] as const;
export const partUsers = ['admin', 'technician', 'warehouse'] as const;
export const admin = ['admin'] as const;
