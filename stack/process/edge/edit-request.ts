import type { OutgoingHttpHeaders } from 'node:http';
import type { FullRule } from './rule-book.ts';

const conditional = ['if-none-match', 'if-modified-since', 'if-range', 'range'];

/** The request's headers as the rules make them. */
export function editRequestHeaders(
  headers: OutgoingHttpHeaders,
  rules: readonly FullRule[],
  mayRewrite: boolean,
): OutgoingHttpHeaders {
  const edited = { ...headers };
  if (mayRewrite) for (const name of conditional) delete edited[name];
  for (const rule of rules) {
    for (const name of rule.removeRequestHeaders) delete edited[name.toLowerCase()];
    for (const [name, value] of Object.entries(rule.setRequestHeaders)) edited[name.toLowerCase()] = value;
  }
  return edited;
}

/** Is the body needed as a whole? Otherwise it is streamed. */
export function needsWholeBody(rules: readonly FullRule[]): boolean {
  return rules.some((rule) => rule.flipRequestByteAt !== undefined || rule.repeat > 1);
}

/** Turns over every bit of one byte, so that the body keeps its length and no text compares equal. */
export function flipBytes(body: Buffer, rules: readonly FullRule[]): Buffer {
  const flipped = Buffer.from(body);
  for (const { flipRequestByteAt: share } of rules) {
    if (share === undefined || body.length === 0) continue;
    const at = Math.min(body.length - 1, Math.floor(share * body.length));
    flipped[at] = (flipped[at] ?? 0) ^ 0xff;
  }
  return flipped;
}
