import type { Reading } from './confirm-reading.ts';
import type { DecodeAnswer, DecodeRequest } from './decode-messages.ts';

declare const DECODE_WORKER_URL: string;

/** Reads codes out of pictures in a thread of its own, so that the page stays smooth. */
export interface Decoder {
  read(picture: ImageData, options?: { thorough: boolean }): Promise<Reading | null>;
  close(): void;
}

export function startDecoder(): Decoder {
  const worker = new Worker(DECODE_WORKER_URL, { type: 'module', name: 'barcode decoder' });
  const asked = new Map<
    number,
    { resolve: (reading: Reading | null) => void; reject: (cause: Error) => void }
  >();
  let lastId = 0;
  const settle = (id: number) => {
    const question = asked.get(id);
    asked.delete(id);
    return question;
  };
  worker.addEventListener('message', ({ data }: MessageEvent<DecodeAnswer>) => {
    if (data.failure === undefined) settle(data.id)?.resolve(data.reading);
    else settle(data.id)?.reject(new Error(data.failure));
  });
  worker.addEventListener('error', () => {
    for (const id of [...asked.keys()])
      settle(id)?.reject(new Error('the barcode decoder could not be loaded'));
  });
  return {
    read(picture, { thorough } = { thorough: false }) {
      const id = ++lastId;
      return new Promise((resolve, reject) => {
        asked.set(id, { resolve, reject });
        const request: DecodeRequest = { id, picture, thorough };
        worker.postMessage(request, [picture.data.buffer]);
      });
    },
    close: () => worker.terminate(),
  };
}
