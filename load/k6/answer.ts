import type { RefinedResponse, ResponseType } from 'k6/http';
import { checkPointers, type Difference } from '../answers/check-pointers.ts';
import type { Outcome } from '../engines/samples.ts';
import type { Expectation } from '../plan.ts';

/** An answer as k6 gives it. */
type Answer = RefinedResponse<ResponseType>;

/** Right, or how it differs from what was expected: by the rules of answers/check-answer.ts. */
export interface Judged {
  outcome: Outcome;
  status: number;
  bytes: number;
  difference?: Difference;
}

/** k6's own code of a request that ran out of time. */
const TIMED_OUT = 1050;

/**
 * How long an answer took from the moment when it was asked for. k6's `blocked` is the whole time until there
 * was a connection, so connecting and TLS are in it already (its tracer.go: gotConn - getConn): adding them
 * would count each new connection twice.
 */
export function latencyOf({ blocked, connecting, tls_handshaking, duration }: Answer['timings']): number {
  return Math.max(blocked, connecting + tls_handshaking) + duration;
}

/** Go's timers wake at whole milliseconds of a wait, and a little later: measured, 0.2 to 1.3 ms after the moment. */
const CLOCK_STEP_MS = 1.5;

/**
 * What of a late start is latency, in ms. Within a step of k6's own clock it is only another moment of arrival, which
 * no answer had a part in; beyond it the request waited, for a free worker or a CPU, and all of it counts.
 */
export function countedLateness(latenessMs: number): number {
  return latenessMs <= CLOCK_STEP_MS ? 0 : latenessMs;
}

/** Judges an answer: status first (429 stands apart from failures), then content type, then each pointer. */
export function judgeAnswer(answer: Answer, expected: Expectation): Judged {
  const { status, body } = answer;
  const contentType = String(answer.headers['Content-Type'] ?? '');
  const bytes = typeof body === 'string' ? body.length : Number(answer.headers['Content-Length'] ?? 0);
  const wrong = (outcome: Outcome, wanted: string, got: string): Judged => {
    return { outcome, status, bytes, difference: { expected: wanted, actual: got } };
  };
  if (status === 0)
    return wrong(answer.error_code === TIMED_OUT ? 'timeout' : 'network', 'an answer', answer.error);
  if (!expected.status.includes(status)) {
    const outcome = status === 429 ? 'limited' : 'wrong-status';
    return wrong(outcome, `status ${expected.status.join(' or ')}`, `status ${status}`);
  }
  // A body that was cut: k6 has a status, and an error.
  if (answer.error_code !== 0 && answer.error_code < 1400)
    return wrong(answer.error_code === TIMED_OUT ? 'timeout' : 'network', 'a whole answer', answer.error);
  if (expected.contentType !== undefined && !contentType.startsWith(expected.contentType))
    return wrong('wrong-body', `content type ${expected.contentType}`, contentType || 'none');
  if (expected.pointers.length === 0) return { outcome: 'ok', status, bytes };
  let value: unknown;
  try {
    value = JSON.parse(typeof body === 'string' ? body : '');
  } catch {
    return wrong('wrong-body', 'a JSON body', `${contentType || 'no content type'}, ${bytes} bytes`);
  }
  const difference = checkPointers(value, expected.pointers);
  return difference === undefined
    ? { outcome: 'ok', status, bytes }
    : { outcome: 'wrong-body', status, bytes, difference };
}
