import { checkAnswer } from '../answers/check-answer.ts';
import type { FailureDetail } from '../engines/messages.ts';
import type { Outcome } from '../engines/samples.ts';
import type { FeedLine } from '../plan.ts';
import type { ParsedAnswer } from './response-parser.ts';

/** How an exchange ended; `endedAt` is the clock at the last byte, before the body was looked at. */
export interface Ended {
  outcome: Outcome;
  status: number;
  bytes: number;
  endedAt: number;
  detail?: Pick<FailureDetail, 'expected' | 'actual'>;
}

/** When a request was meant to go out, and how much later it did, ms. */
export interface Timing {
  intendedMs: number;
  latenessMs: number;
}

/** The connection that carries an exchange, as far as an exchange needs it. */
interface Carrier {
  readonly seen: { status: number; bytes: number };
  abandon(): void;
}

/** One request under way: it is judged, and it ends exactly once. */
export class Exchange {
  readonly line: FeedLine;
  readonly timing: Timing;
  /** Clock time at which the request is given up. */
  readonly deadline: number;
  readonly #onEnd: (exchange: Exchange, ended: Ended) => void;
  #carrier: Carrier | undefined;
  #ended = false;

  constructor(
    line: FeedLine,
    timing: Timing,
    deadline: number,
    onEnd: (exchange: Exchange, ended: Ended) => void,
  ) {
    this.line = line;
    this.timing = timing;
    this.deadline = deadline;
    this.#onEnd = onEnd;
  }

  /** Who carries it, so that giving it up closes the connection too. */
  carriedBy(carrier: Carrier): void {
    this.#carrier = carrier;
  }

  answered(answer: ParsedAnswer): void {
    const endedAt = performance.now();
    const { status, bytes } = answer;
    const judged = checkAnswer(answer, this.line.expected);
    if (judged.outcome === 'ok') return this.#end({ outcome: 'ok', status, bytes, endedAt });
    const { outcome, expected, actual } = judged;
    this.#end({ outcome, status, bytes, endedAt, detail: { expected, actual } });
  }

  /** The connection was lost, or never came about. */
  lost(error: Error): void {
    const { status, bytes } = this.#carrier?.seen ?? { status: 0, bytes: 0 };
    const detail = { expected: 'an answer', actual: describe(error) };
    this.#end({ outcome: 'network', status, bytes, endedAt: performance.now(), detail });
  }

  /** Ends it from our side: its time is over, or the run is stopped. */
  giveUp(outcome: 'timeout' | 'stopped', reason: string): void {
    const { status, bytes } = this.#carrier?.seen ?? { status: 0, bytes: 0 };
    const actual = status === 0 ? 'no answer' : `status ${status} and ${bytes} bytes`;
    this.#carrier?.abandon();
    this.#end({ outcome, status, bytes, endedAt: performance.now(), detail: { expected: reason, actual } });
  }

  #end(ended: Ended): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#onEnd(this, ended);
  }
}

function describe(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? `${error.code}: ` : '';
  return `${code}${error.message}`.slice(0, 160);
}
