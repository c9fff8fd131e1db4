import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { Outcome } from '../engines/samples.ts';
import type { Expectation } from '../plan.ts';
import { checkPointers, type Difference } from './check-pointers.ts';

/** What came back, as the wire gave it. */
export interface Answer {
  status: number;
  contentType: string;
  contentEncoding: string;
  body: Buffer;
}

/** Right, or how it differs from what was expected. */
type Judged = { outcome: 'ok' } | ({ outcome: Exclude<Outcome, 'ok'> } & Difference);

/** Judges an answer: status first (429 stands apart from failures), then content type, then each pointer. */
export function checkAnswer(answer: Answer, expected: Expectation): Judged {
  const { status, contentType } = answer;
  if (!expected.status.includes(status)) {
    const outcome = status === 429 ? 'limited' : 'wrong-status';
    return { outcome, expected: `status ${expected.status.join(' or ')}`, actual: `status ${status}` };
  }
  if (expected.contentType !== undefined && !contentType.startsWith(expected.contentType)) {
    return wrongBody({ expected: `content type ${expected.contentType}`, actual: contentType || 'none' });
  }
  if (expected.pointers.length === 0) return { outcome: 'ok' };
  const body = parsed(answer);
  if (body === undefined) {
    const actual = `${contentType || 'no content type'}, ${answer.body.length} bytes`;
    return wrongBody({ expected: 'a JSON body', actual });
  }
  const difference = checkPointers(body.value, expected.pointers);
  return difference === undefined ? { outcome: 'ok' } : wrongBody(difference);
}

function parsed(answer: Answer): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(decoded(answer).toString('utf8')) as unknown };
  } catch {
    return undefined;
  }
}

function decoded({ contentEncoding, body }: Answer): Buffer {
  switch (contentEncoding) {
    case 'gzip':
      return gunzipSync(body);
    case 'br':
      return brotliDecompressSync(body);
    case 'deflate':
      return inflateSync(body);
    default:
      return body;
  }
}

function wrongBody(difference: Difference): Judged {
  return { outcome: 'wrong-body', ...difference };
}
