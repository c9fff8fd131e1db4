import { relative, resolve } from 'node:path';
import type { TestEvent } from 'node:test/reporters';
import { cut, linesOf, type FailedTest } from './failed-tests.ts';

const complaintLines = 12;

/** A reporter of Node's runner: one JSON text a line for each test that failed by itself, not by one inside it. */
export default async function* failedReporter(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const complaints = new Map<string, string>();
  const broken = new Map<string, string>();
  for await (const event of events) {
    if (event.type === 'test:stderr') {
      // As it was given to the runner; a test's is absolute.
      const file = resolve(event.data.file);
      complaints.set(file, `${complaints.get(file) ?? ''}${event.data.message}`.slice(-4_000));
    }
    if (event.type !== 'test:fail' || event.data.todo !== undefined) continue;
    const { name, file = '', line = 0, details } = event.data;
    const { error } = details;
    if ('failureType' in error && error.failureType === 'subtestsFailed') continue;
    const ended = howEnded(error);
    if (ended === undefined)
      yield inOneLine({ place: `${placeOf(file)}:${line}`, name, lines: linesOf(error.cause ?? error) });
    else broken.set(file, ended);
  }
  // A file that came to no test: what it said may be heard later than its end.
  for (const [file, ended] of broken) {
    const said = cut(complaints.get(file) ?? '').slice(-complaintLines);
    yield inOneLine({ place: placeOf(file), name: 'the file itself', lines: [ended, ...said] });
  }
}

/** Undefined for a test: only a file is a process that ends. */
function howEnded(error: Error): string | undefined {
  if (!('exitCode' in error)) return undefined;
  const signal = 'signal' in error ? String(error.signal) : 'a signal';
  return `ended with ${error.exitCode === null ? signal : `exit code ${String(error.exitCode)}`}`;
}

function placeOf(file: string): string {
  return relative(process.cwd(), file);
}

function inOneLine(failed: FailedTest): string {
  return `${JSON.stringify(failed)}\n`;
}
