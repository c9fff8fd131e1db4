import { useEffect, useRef, useState } from 'preact/hooks';
import type { Facing } from '../parts/camera.ts';
import { Icon } from '../parts/icon.tsx';
import { useLiveCamera } from '../parts/live-video.tsx';
import { ErrorNote } from '../parts/note.tsx';
import { confirmReading, type Confirming, type Reading } from './confirm-reading.ts';
import type { Decoder } from './decoder.ts';
import { pictureOfVideo } from './picture.ts';

const lookEveryMs = 110;

interface LiveScannerProps {
  decoder: Decoder;
  onReading: (reading: Reading) => void;
}

/** The camera's picture, looked at about nine times a second for as long as it is on the screen. */
export function LiveScanner({ decoder, onReading }: LiveScannerProps) {
  const [facing, setFacing] = useState<Facing>('environment');
  const [failure, setFailure] = useState<string>();
  const camera = useLiveCamera(facing);
  const report = useRef(onReading);
  report.current = onReading;

  useEffect(() => {
    if (!camera.ready) return;
    const confirming: Confirming = { last: null };
    let current = true;
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      const picture = camera.video.current && pictureOfVideo(camera.video.current);
      try {
        const seen = picture ? await decoder.read(picture) : null;
        const reading = confirmReading(confirming, seen);
        if (current && reading) report.current(reading);
      } catch {
        if (current)
          setFailure('The barcode reader could not be loaded. Check the connection and open Scan again.');
        return;
      }
      if (current) timer = setTimeout(() => void look(), lookEveryMs);
    };
    void look();
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [camera.ready, decoder]);

  return (
    <div class="scanner">
      <div class="viewfinder" data-facing={facing}>
        <video
          ref={camera.video}
          playsInline
          muted
          aria-label="Camera picture"
          hidden={camera.error !== undefined}
        />
        {camera.ready && <div class="frame" aria-hidden="true" />}
        {!camera.ready && !camera.error && <p class="opening">Opening the camera…</p>}
        {camera.error && <p class="opening">No camera picture</p>}
      </div>
      <ErrorNote error={camera.error ?? failure} />
      <div class="row">
        <button
          type="button"
          class="button"
          onClick={() => setFacing(facing === 'environment' ? 'user' : 'environment')}
        >
          <Icon name="turn" /> Switch camera
        </button>
        {camera.error && (
          <button type="button" class="button" onClick={camera.retry}>
            Try again
          </button>
        )}
      </div>
    </div>
  );
}
