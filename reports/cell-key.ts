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
