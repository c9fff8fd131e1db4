import { StackError } from '../stack-error.ts';
import type { HttpAnswer } from './http.ts';

const saidMost = 160;
const failure = /\bStackError: (.*: expected .*, the system failed with 5\d\d.*)/su;

/**
 * An answer that a preparing request (a sign-in, a record that a task needs) did not expect. A 5xx is the system's
 * own failure, and its message says so: see `systemFailure`.
 */
export function unexpectedAnswer(
  what: string,
  expected: string,
  { status, text }: Pick<HttpAnswer, 'status' | 'text'>,
): StackError {
  const words = status >= 500 ? 'the system failed with' : 'saw';
  return new StackError(
    'refused',
    `${what}: expected ${expected}, ${words} ${status} ${text.slice(0, saidMost)}`,
  );
}

/** The words of an error that tells of a 5xx of the system; undefined for any other. */
export function systemFailure(message: string | undefined): string | undefined {
  return message === undefined ? undefined : failure.exec(message)?.[1]?.trim();
}
