import type { ChildProcess } from 'node:child_process';
import { z } from 'zod';
import { StackError } from '../stack-error.ts';

const questionSchema = z.looseObject({ id: z.number().int(), ask: z.unknown() });
const answerSchema = z.strictObject({ id: z.number().int(), error: z.string().optional() });

let lastId = 0;

/**
 * Owner's side: sends a question over the child's IPC channel and waits until the child has done it.
 * @throws StackError `not-ready` where it says no, is gone, or says nothing within the limit.
 */
export function askChild(child: ChildProcess, name: string, ask: unknown, limitMs = 10_000): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const id = (lastId += 1);
  const fail = (seen: string): void =>
    reject(new StackError('not-ready', `expected ${name} to obey, got: ${seen}`));
  const onMessage = (message: unknown): void => {
    const answer = answerSchema.safeParse(message);
    if (!answer.success || answer.data.id !== id) return;
    if (answer.data.error === undefined) resolve();
    else fail(answer.data.error);
  };
  const onEnd = (): void => fail('it has ended');
  const timer = setTimeout(() => fail(`no answer within ${limitMs} ms`), limitMs);
  child.on('message', onMessage);
  child.once('exit', onEnd);
  if (child.connected) child.send({ id, ask }, (error) => error !== null && fail(error.message));
  else onEnd();
  return promise.finally(() => {
    clearTimeout(timer);
    child.off('message', onMessage);
    child.off('exit', onEnd);
  });
}

/** Child's side: does what the owner asks, one after the other. */
export function answerOwner<T extends z.ZodType>(
  schema: T,
  act: (ask: z.infer<T>) => Promise<void> | void,
): void {
  let queue = Promise.resolve();
  process.on('message', (message: unknown) => {
    const { id, ask } = questionSchema.parse(message);
    queue = queue.then(async () => {
      try {
        await act(schema.parse(ask));
        process.send?.({ id });
      } catch (error) {
        process.send?.({ id, error: error instanceof Error ? error.message : String(error) });
      }
    });
  });
}
