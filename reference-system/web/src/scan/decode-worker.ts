import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { readFormats } from './barcode-format.ts';
import type { DecodeAnswer, DecodeRequest } from './decode-messages.ts';

declare const DECODER_WASM_URL: string;

// The decoder comes from this server, not from the package's usual foreign one; it works offline too.
prepareZXingModule({ overrides: { locateFile: () => DECODER_WASM_URL } });

async function decode({ id, picture, thorough }: DecodeRequest): Promise<DecodeAnswer> {
  try {
    const found = await readBarcodes(picture, {
      formats: [...readFormats],
      maxNumberOfSymbols: 1,
      textMode: 'Plain',
      tryHarder: true,
      tryInvert: thorough,
    });
    const first = found.find(({ isValid }) => isValid);
    return { id, reading: first ? { format: first.format, value: first.text } : null };
  } catch (error) {
    return { id, reading: null, failure: error instanceof Error ? error.message : String(error) };
  }
}

addEventListener('message', (event: MessageEvent<DecodeRequest>) => {
  void decode(event.data).then((answer) => postMessage(answer));
});
