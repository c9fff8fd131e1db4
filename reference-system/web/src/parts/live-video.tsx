import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { cameraSentence, closeCamera, openCamera, type Facing } from './camera.ts';

export interface LiveCamera {
  video: RefObject<HTMLVideoElement | null>;
  error: string | undefined;
  ready: boolean;
  retry: () => void;
}

/** Shows a camera's picture in a video element for as long as the component is on the page. */
export function useLiveCamera(facing: Facing): LiveCamera {
  const video = useRef<HTMLVideoElement>(null);
  const [error, setError] = useState<string>();
  const [ready, setReady] = useState(false);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let stream: MediaStream | null = null;
    let current = true;
    setError(undefined);
    setReady(false);
    // A phone takes the camera from an app that nobody looks at: it is opened again once somebody does.
    const again = () => {
      if (!current) return;
      if (document.visibilityState === 'visible') setAttempt((count) => count + 1);
      else document.addEventListener('visibilitychange', again, { once: true });
    };
    const start = async () => {
      const opened = await openCamera(facing);
      if (!current || !video.current) return closeCamera(opened);
      stream = opened;
      for (const track of opened.getVideoTracks()) track.addEventListener('ended', again, { once: true });
      video.current.srcObject = opened;
      await video.current.play();
      if (current) setReady(true);
    };
    start().catch((cause: unknown) => current && setError(cameraSentence(cause)));
    return () => {
      current = false;
      document.removeEventListener('visibilitychange', again);
      closeCamera(stream);
    };
  }, [facing, attempt]);

  return { video, error, ready, retry: () => setAttempt((count) => count + 1) };
}
