import type { Dispatcher } from 'undici';
import { LoadError } from '../load-error.ts';
import type { FeedLine } from '../plan.ts';
import { checkAnswer, type Answer } from '../answers/check-answer.ts';
import type { FailureDetail } from '../engines/messages.ts';
import type { Outcome } from '../engines/samples.ts';

/** Answers beyond this are counted but not kept: their body check fails, the generator lives. */
const KEPT_BYTES = 8 * 1024 * 1024;

/** How an exchange ended; `endedAt` is the clock at the last byte, before the body was looked at. */
export interface Ended {
  outcome: Outcome;
  status: number;
  bytes: number;
  endedAt: number;
  detail?: Pick<FailureDetail, 'expected' | 'actual'>;
}

/** One request under way: gathers the answer, judges it, and ends exactly once. */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly line: FeedLine;
  /** Clock time at which the request is given up. */
  readonly deadline: number;
  readonly #onEnd: (exchange: Exchange, ended: Ended) => void;
  #controller: Dispatcher.DispatchController | undefined;
  #status = 0;
  #headers: Answer['headers'] = {};
  #chunks: Buffer[] = [];
  #bytes = 0;
  #ended = false;

  constructor(line: FeedLine, deadline: number, onEnd: (exchange: Exchange, ended: Ended) => void) {
    this.line = line;
    this.deadline = deadline;
    this.#onEnd = onEnd;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // Given up while the connection was still being made: it must not be sent any more.
    if (this.#ended) controller.abort(new LoadError('aborted', 'given up before it was sent'));
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Answer['headers'],
  ): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes <= KEPT_BYTES && this.line.expected.pointers.length > 0) this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    const endedAt = performance.now();
    if (this.#ended) return;
    const body = Buffer.concat(this.#chunks);
    const judged = checkAnswer({ status: this.#status, headers: this.#headers, body }, this.line.expected);
    this.#end(judged.outcome, endedAt, judged.outcome === 'ok' ? undefined : judged);
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#end('network', performance.now(), { expected: 'an answer', actual: describe(error) });
  }

  /** Ends it from our side: its time is over, or the run is stopped. */
  giveUp(outcome: 'timeout' | 'stopped', reason: string): void {
    const seen = this.#status === 0 ? 'no answer' : `status ${this.#status} and ${this.#bytes} bytes`;
    this.#end(outcome, performance.now(), { expected: reason, actual: seen });
    this.#controller?.abort(new LoadError('aborted', reason));
  }

  #end(outcome: Outcome, endedAt: number, detail?: { expected: string; actual: string }): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#chunks = [];
    const ended = { outcome, status: this.#status, bytes: this.#bytes, endedAt };
    this.#onEnd(
      this,
      detail === undefined
        ? ended
        : { ...ended, detail: { expected: detail.expected, actual: detail.actual } },
    );
  }
}

function describe(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? `${error.code}: ` : '';
  return `${code}${error.message}`.slice(0, 160);
}
