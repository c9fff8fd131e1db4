/** Servers with known delays. */
export type ShapeName = 'constant' | 'two-peaked' | 'stalling' | 'slow-start';

/** How far a figure is from the truth. */
export interface Off {
  offMs: number;
  share: number;
}

/** What an engine got wrong of one server. `sent` and `rate` are shares of what was wanted, less one. */
export interface Errors {
  p50: Off;
  p95: Off;
  p99: Off;
  sent: number;
  rate: number;
}

interface Goal {
  shape: ShapeName | 'all';
  what: string;
  holds(errors: Errors): boolean;
}

const within = (value: number, most: number): boolean => Math.abs(value) <= most;

/** What an engine that judges latency is held to, where its calibration passes. */
export const goals: readonly Goal[] = [
  { shape: 'two-peaked', what: 'p95 within 0.5 %', holds: ({ p95 }) => within(p95.share, 0.005) },
  { shape: 'two-peaked', what: 'p50 within 1 ms', holds: ({ p50 }) => within(p50.offMs, 1) },
  { shape: 'stalling', what: 'p95 within 2 %', holds: ({ p95 }) => within(p95.share, 0.02) },
  { shape: 'stalling', what: 'p99 within 1 %', holds: ({ p99 }) => within(p99.share, 0.01) },
  {
    shape: 'all',
    what: 'requests sent within 0.1 % of those wanted',
    holds: ({ sent }) => within(sent, 0.001),
  },
];
