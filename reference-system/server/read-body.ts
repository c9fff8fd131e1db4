import type { IncomingMessage } from 'node:http';
import { ApiError } from './errors.ts';

/** A JSON request holds at most a signature of 500 kB. */
export const maxJsonBytes = 1_000_000;

export const tooLarge = (limitBytes: number): ApiError =>
  new ApiError(
    413,
    'payload_too_large',
    `The request may have at most ${Math.floor(limitBytes / 1_000_000)} MB`,
  );

/** The body as text; 413 as soon as it is known to be over the limit. */
export const readText = async (incoming: IncomingMessage, limitBytes: number): Promise<string> => {
  if (Number(incoming.headers['content-length'] ?? 0) > limitBytes) throw tooLarge(limitBytes);
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Not left by destroying the request: the refusal must still reach the client.
  for await (const chunk of incoming.iterator({ destroyOnReturn: false })) {
    if (!(chunk instanceof Buffer)) continue;
    bytes += chunk.length;
    if (bytes > limitBytes) throw tooLarge(limitBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const maxDiscardBytes = 100_000_000;
const maxDiscardMs = 120_000;
/** A client that sends nothing for so long is waiting for the answer. */
const maxPauseMs = 3_000;

/**
 * Reads what is left of a body and forgets it. A client that is still sending does not see an answer that comes early:
 * its connection would break, and a 401 look like a lost network. Bounded in bytes and time.
 */
export const discardRest = (incoming: IncomingMessage): Promise<void> =>
  new Promise((resolve) => {
    if (incoming.readableEnded || incoming.destroyed || incoming.complete) {
      resolve();
      return;
    }
    let bytes = 0;
    const stop = (): void => {
      clearTimeout(timer);
      clearTimeout(pause);
      incoming.off('data', count).off('end', stop).off('close', stop);
      resolve();
    };
    const count = (chunk: Buffer): void => {
      bytes += chunk.length;
      pause.refresh();
      if (bytes > maxDiscardBytes) stop();
    };
    const timer = setTimeout(stop, maxDiscardMs);
    const pause = setTimeout(stop, maxPauseMs);
    incoming.on('data', count).once('end', stop).once('close', stop);
    incoming.resume();
  });

/** Parses a JSON body; an empty one is undefined. */
export const parseJson = (text: string): unknown => {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(400, 'invalid_json', 'The request is not valid JSON');
  }
};
