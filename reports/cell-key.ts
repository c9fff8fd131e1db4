import { findCheck } from '../checks/catalogue.ts';
import { stackOf } from './required.ts';

/** What a row answers and a cell asks; both have these fields. */
export interface CellAddress {
  readonly stack: string;
  readonly check: string;
  readonly subject: string;
  readonly device: string;
}

/** One text for one cell: rows of another stack, subject or device have another key. */
export function cellKey({ stack, check, subject, device }: CellAddress): string {
  return JSON.stringify([stack, check, subject, device]);
}

/** A cell as a person reads it: `scan.reads / ean13 on iphone`. */
export function cellName({ check, subject, device }: Omit<CellAddress, 'stack'>): string {
  const of = subject === 'target' ? '' : ` / ${subject}`;
  return `${check}${of}${device === 'none' ? '' : ` on ${device}`}`;
}

/** A cell as checklists bind it: `scan.reads/ean13@iphone`, with the stack where it is not the check's own. */
export function cellRef({ check, subject, device, stack }: CellAddress): string {
  const own = stackOf(findCheck(check));
  const of = subject === 'target' ? '' : `/${subject}`;
  const on = device === 'none' ? '' : `@${device}`;
  return `${check}${of}${on}${stack === own ? '' : ` (${stack})`}`;
}
