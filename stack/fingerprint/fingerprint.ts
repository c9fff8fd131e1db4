/** Rows of one table: how many, and a hash over all of them that no order changes. */
export interface TableFingerprint {
  readonly schema: string;
  readonly table: string;
  readonly count: number;
  /**
   * How the rows were hashed, all exactly. `record`: PostgreSQL's own hash of the row's bytes; `text`:
   * the row's text; `bytes`: sha256 of each row's typed bytes; `unpopulated`: a materialised view that was never filled.
   */
  readonly method: 'record' | 'text' | 'bytes' | 'unpopulated';
  readonly rowHash: string;
}

/** Where a sequence stands, and the greatest value that is stored in the columns which it feeds. */
export interface SequenceFingerprint {
  readonly schema: string;
  readonly sequence: string;
  readonly lastValue: string;
  readonly isCalled: boolean;
  readonly increment: string;
  readonly cycles: boolean;
  /** `schema.table.column`, of integer columns only; sorted. */
  readonly feeds: readonly string[];
  /** The greatest stored value (the least for a falling sequence), null where there is none. */
  readonly columnMax: string | null;
}

export type CatalogValue = string | number | boolean | null;

/** One thing in the catalog that no row hash sees: `constraint`, `index`, `trigger`, `grant` … */
export interface CatalogEntry {
  readonly kind: string;
  /** What a person calls it: `public.orders.orders_customer_fk`. Unique within its kind. */
  readonly name: string;
  readonly fields: Readonly<Record<string, CatalogValue>>;
}

/** What the first bytes of an object say that it is; null where they are no PNG, JPEG or WebP. */
export interface ImageHeader {
  readonly format: 'png' | 'jpeg' | 'webp';
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface ObjectFingerprint {
  readonly key: string;
  readonly sizeBytes: number;
  /** Of the bytes that were downloaded, lower-case hex. */
  readonly sha256: string;
  readonly contentType: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly image: ImageHeader | null;
}

/**
 * What a database or a bucket held at one moment. A part that was not taken is left out; `compare` refuses to
 * compare a part that only one side has.
 */
export interface Fingerprint {
  readonly tables?: readonly TableFingerprint[];
  readonly sequences?: readonly SequenceFingerprint[];
  readonly catalog?: readonly CatalogEntry[];
  readonly objects?: readonly ObjectFingerprint[];
  /** What is wrong in itself, without a comparison: failed integrity checks, references to missing rows. */
  readonly problems?: readonly string[];
}
