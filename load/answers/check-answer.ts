import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { Expectation, PointerCheck } from '../plan.ts';
import type { Outcome } from '../engines/samples.ts';

/** What came back, as the wire gave it. */
export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** Right, or how it differs from what was expected. */
type Judged = { outcome: 'ok' } | { outcome: Exclude<Outcome, 'ok'>; expected: string; actual: string };

/** Judges an answer: status first (429 stands apart from failures), then content type, then each pointer. */
export function checkAnswer(answer: Answer, expected: Expectation): Judged {
  if (!expected.status.includes(answer.status)) {
    const outcome = answer.status === 429 ? 'limited' : 'wrong-status';
    return { outcome, expected: `status ${expected.status.join(' or ')}`, actual: `status ${answer.status}` };
  }
  const contentType = header(answer, 'content-type');
  if (expected.contentType !== undefined && !contentType.startsWith(expected.contentType)) {
    return wrongBody(`content type ${expected.contentType}`, contentType || 'none');
  }
  return expected.pointers.length === 0 ? { outcome: 'ok' } : checkPointers(answer, expected, contentType);
}

function checkPointers(answer: Answer, expected: Expectation, contentType: string): Judged {
  let body: unknown;
  try {
    body = JSON.parse(decoded(answer).toString('utf8'));
  } catch {
    return wrongBody('a JSON body', `${contentType || 'no content type'}, ${answer.body.length} bytes`);
  }
  for (const check of expected.pointers) {
    const difference = comparePointer(body, check);
    if (difference !== undefined) return difference;
  }
  return { outcome: 'ok' };
}

function comparePointer(body: unknown, check: PointerCheck): Judged | undefined {
  const value = valueAt(body, check.pointer);
  const place = check.pointer === '' ? 'the body' : check.pointer;
  if (value === undefined) return wrongBody(`a value at ${place}`, 'none');
  if (check.type !== undefined && typeName(value) !== check.type) {
    return wrongBody(`${check.type} at ${place}`, typeName(value));
  }
  if (check.equals !== undefined && value !== check.equals) {
    return wrongBody(`${excerpt(check.equals)} at ${place}`, excerpt(value));
  }
  return undefined;
}

/** RFC 6901. Undefined where nothing is there. */
export function valueAt(body: unknown, pointer: string): unknown {
  if (pointer === '') return body;
  let value: unknown = body;
  for (const raw of pointer.slice(1).split('/')) {
    const key = raw.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

function decoded(answer: Answer): Buffer {
  switch (header(answer, 'content-encoding')) {
    case 'gzip':
      return gunzipSync(answer.body);
    case 'br':
      return brotliDecompressSync(answer.body);
    case 'deflate':
      return inflateSync(answer.body);
    default:
      return answer.body;
  }
}

function header(answer: Answer, name: string): string {
  const value = answer.headers[name];
  return Array.isArray(value) ? (value[0] ?? '') : (value ?? '');
}

function wrongBody(expected: string, actual: string): Judged {
  return { outcome: 'wrong-body', expected, actual };
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function excerpt(value: unknown): string {
  return (JSON.stringify(value) ?? 'undefined').slice(0, 80);
}
