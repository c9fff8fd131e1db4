import { useEffect, useState } from 'preact/hooks';
import { sentenceFor } from '../api/client.ts';
import type { Item } from '../api/types.ts';
import { TextField } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import { ErrorNote } from '../parts/note.tsx';
import { Page } from '../parts/page.tsx';
import { barcodeTypeNames, formatName } from '../scan/barcode-format.ts';
import { startDecoder, type Decoder } from '../scan/decoder.ts';
import { LiveScanner } from '../scan/live-scanner.tsx';
import { lookUp } from '../scan/look-up.ts';
import { pictureOfFile } from '../scan/picture.ts';
import { ScanResult, type Scanned } from '../scan/scan-result.tsx';

/** Reads a barcode by the live camera, from a photo, or as typed, and says which item it is. */
export function ScanPage() {
  const decoder = useDecoder();
  const [scanned, setScanned] = useState<Scanned | null>(null);
  const [error, setError] = useState<string>();

  const show = async (value: string, format: string | null) => {
    setError(undefined);
    setScanned({ value, format, item: undefined });
    const found = await lookUp(value).catch((cause: unknown) => sentenceFor(cause));
    // A code read in the meantime is the one to show.
    setScanned((now) =>
      now?.value === value ? { value, format: format ?? formatOf(found), item: found } : now,
    );
  };
  const readPhoto = async (file: File | undefined) => {
    const picture = file && (await pictureOfFile(file));
    const reading =
      picture && decoder ? await decoder.read(picture, { thorough: true }).catch(() => null) : null;
    if (reading) return show(reading.value, formatName(reading.format));
    setScanned(null);
    setError(
      'No barcode could be read in this photo. Take it from nearer, with the whole code in the picture.',
    );
  };

  return (
    <Page title="Scan">
      <div class="two-columns">
        {decoder && (
          <LiveScanner
            decoder={decoder}
            onReading={({ value, format }) => {
              if (value !== scanned?.value) void show(value, formatName(format));
            }}
          />
        )}
        <div class="stack">
          <ScanResult scanned={scanned} />
          <ErrorNote error={error} />
          <div class="row">
            <label class="button file-button">
              <Icon name="picture" /> Scan from photo
              <input
                type="file"
                accept="image/*"
                onChange={(event) => {
                  void readPhoto(event.currentTarget.files?.[0]);
                  event.currentTarget.value = '';
                }}
              />
            </label>
          </div>
          <TypedBarcode onLookUp={(value) => void show(value, null)} />
        </div>
      </div>
    </Page>
  );
}

function formatOf(found: Item | string | null): string | null {
  return found && typeof found !== 'string' ? barcodeTypeNames[found.barcodeType] : null;
}

function useDecoder(): Decoder | null {
  const [decoder, setDecoder] = useState<Decoder | null>(null);
  useEffect(() => {
    const started = startDecoder();
    setDecoder(started);
    return () => started.close();
  }, []);
  return decoder;
}

function TypedBarcode({ onLookUp }: { onLookUp: (value: string) => void }) {
  const [typed, setTyped] = useState('');
  const submit = (event: Event) => {
    event.preventDefault();
    if (typed.trim() !== '') onLookUp(typed.trim());
  };
  return (
    <form class="form inline" onSubmit={submit}>
      <TextField
        label="Barcode"
        value={typed}
        onValue={setTyped}
        autoComplete="off"
        placeholder="Type what is printed"
      />
      <button type="submit" class="button">
        <Icon name="search" /> Look up
      </button>
    </form>
  );
}
