import type { Ruling } from './request-rules.ts';

/** One request that somebody wanted to send: a phone or a probe. No query, no header and no body is kept. */
export interface RequestNote {
  /** ISO 8601. */
  readonly at: string;
  readonly method: string;
  readonly path: string;
  /** `over-budget`: it might have left, were it not one too many. */
  readonly ruling: Ruling | 'over-budget';
  /** Of the system's answer; null where it was not asked, or did not answer. */
  readonly status: number | null;
  /** Until the last byte of the answer, connecting included. */
  readonly durationMs: number;
  /** Why no whole answer came, where one was asked for. */
  readonly failure?: string;
  /** Whoever asked went away before it was answered. */
  readonly abandoned?: true;
}

/** True where it was sent to the system. */
export const hasLeft = ({ ruling }: RequestNote): boolean => ruling === 'read' || ruling === 'allowed';
