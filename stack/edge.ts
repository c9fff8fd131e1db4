import { z } from 'zod';

/**
 * What a planted fault does to traffic between the front and the application. The clean stack has no edge:
 * it is a process of its own, put in between while a fault is planted, and taken out again.
 */
export const edgeRuleSchema = z.strictObject({
  /** All that are given must match. */
  when: z.strictObject({
    method: z.string().optional(),
    /** Regular expression on path and query. */
    path: z.string().optional(),
    /** Regular expression on the answer's content type. */
    contentType: z.string().optional(),
    /** Share of matching requests that are hit, 0 to 1; spread evenly, never at random. */
    share: z.number().min(0).max(1).default(1),
  }),
  removeRequestHeaders: z.array(z.string()).default([]),
  setRequestHeaders: z.record(z.string(), z.string()).default({}),
  removeHeaders: z.array(z.string()).default([]),
  setHeaders: z.record(z.string(), z.string()).default({}),
  /** Replaces the answer's status. */
  status: z.number().int().optional(),
  /** Answers this without asking the application at all. */
  answer: z
    .strictObject({
      status: z.number().int(),
      headers: z.record(z.string(), z.string()).default({}),
      body: z.string(),
    })
    .optional(),
  /** Waits before answering. */
  delayMs: z.number().min(0).default(0),
  /** Replaces text in the answer's body: regular expression and replacement. */
  replaceBody: z.strictObject({ find: z.string(), replace: z.string() }).optional(),
  /** Flips one byte in the middle of the request's body, at this share of its length. */
  flipRequestByteAt: z.number().min(0).max(1).optional(),
  /** Sends the request to the application this many times; the first answer is returned. */
  repeat: z.number().int().min(1).max(3).default(1),
});
export type EdgeRule = z.input<typeof edgeRuleSchema>;

/** The seam between front and application. */
export interface Edge {
  /** Puts an edge with these rules in between; disposing takes it out. */
  insert(rules: readonly EdgeRule[]): Promise<AsyncDisposable>;
  /** Has the front answer plain HTTP with the application instead of with a redirect; disposing ends that. */
  servePlainHttp(): Promise<AsyncDisposable>;
}
