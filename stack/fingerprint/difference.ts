/** One thing that is not as it was. */
export interface Difference {
  /** What differs, for machines: `table.count`, `index.missing`, `function.definition`, `object.bytes` … */
  readonly kind: string;
  /** What it is called: `public.orders`, `public.orders.total_check`, `photos/1/2`. */
  readonly subject: string;
  readonly expected: string;
  readonly actual: string;
}

/** A difference that the target's own file explains. */
export interface AllowedDifference extends Difference {
  readonly reason: string;
}
