import type { Message } from '../message.ts';

/** A way by which people or machines are told. */
export interface Channel {
  readonly name: string;
  /** `alert`: told of changes. `measured`: given every look’s figures. */
  readonly takes: Message['kind'];
  /** Of what it is given, only the newest says anything: what waits before it is left out. */
  readonly onlyNewest?: true;
  /** @throws Error with what was expected and seen; no secret is in its message. */
  deliver(message: Message): Promise<void>;
}

/** A receiver that takes longer has not taken it. */
const withinMs = 10_000;

/** @throws Error where it is not answered with 2xx in time; the address is not named, it may be a secret. */
export async function post(
  url: string,
  {
    method = 'POST',
    type,
    body,
    headers = {},
  }: {
    readonly method?: 'POST' | 'PUT';
    readonly type: string;
    readonly body: string;
    readonly headers?: Readonly<Record<string, string>>;
  },
): Promise<void> {
  const { host } = new URL(url);
  let answer: Response;
  try {
    answer = await fetch(url, {
      method,
      body,
      headers: { ...headers, 'content-type': type },
      redirect: 'manual',
      signal: AbortSignal.timeout(withinMs),
    });
  } catch (error) {
    throw new Error(`${host}: expected an answer within ${withinMs / 1_000} s, got: ${causeOf(error)}`, {
      cause: error,
    });
  }
  await answer.body?.cancel();
  if (answer.ok) return;
  throw new Error(`${host}: expected 2xx to ${method}, got ${answer.status}`);
}

function causeOf(error: unknown): string {
  const { cause } = error instanceof Error ? error : { cause: undefined };
  if (cause instanceof Error && cause.message !== '') return cause.message;
  if (cause instanceof Error && 'code' in cause) return String(cause.code);
  return error instanceof Error ? error.message : String(error);
}
