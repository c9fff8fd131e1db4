import { useState } from 'preact/hooks';
import { Dialog } from '../parts/dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import { useLiveCamera } from '../parts/live-video.tsx';
import { ErrorNote } from '../parts/note.tsx';

const jpegQuality = 0.9;

interface TakePhotoProps {
  onPhoto: (photo: Blob, fileName: string) => void;
  onClose: () => void;
}

/** The live camera: each press takes the frame on the screen as a JPEG and sends it; stays open for more. */
export function TakePhotoDialog({ onPhoto, onClose }: TakePhotoProps) {
  const camera = useLiveCamera('environment');
  const [taken, setTaken] = useState(0);

  const take = () => {
    const video = camera.video.current;
    if (!video) return;
    const canvas = document.createElement('canvas');
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    canvas.getContext('2d')?.drawImage(video, 0, 0);
    canvas.toBlob(
      (blob) => {
        if (!blob) return;
        const at = new Date().toISOString().replace(/[-:]/g, '').slice(0, 15);
        onPhoto(blob, `photo-${at}.jpg`);
        setTaken((count) => count + 1);
      },
      'image/jpeg',
      jpegQuality,
    );
  };

  return (
    <Dialog title="Take photo" onClose={onClose}>
      {camera.error ? (
        <>
          <ErrorNote error={camera.error} />
          <button type="button" class="button" onClick={camera.retry}>
            Try again
          </button>
        </>
      ) : (
        <video ref={camera.video} class="live" playsInline muted aria-label="Camera picture" />
      )}
      <p class="muted" role="status" aria-label="Photos taken">
        {taken === 0 ? '' : taken === 1 ? '1 photo taken' : `${taken} photos taken`}
      </p>
      <div class="row">
        <button type="button" class="button primary" disabled={!camera.ready} onClick={take}>
          <Icon name="camera" /> Take picture
        </button>
        <button type="button" class="button" onClick={onClose}>
          Done
        </button>
      </div>
    </Dialog>
  );
}
