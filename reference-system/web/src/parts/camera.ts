/** Why a camera cannot be used, as a sentence that says what to do. */
export function cameraSentence(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') {
    return 'Fieldbook may not use the camera. Allow the camera for this site in the browser’s or phone’s settings, then try again.';
  }
  if (name === 'NotFoundError' || name === 'OverconstrainedError') {
    return 'No camera was found on this device.';
  }
  if (name === 'NotReadableError' || name === 'AbortError') {
    return 'The camera is in use by another app. Close that app, then try again.';
  }
  return 'This browser does not let Fieldbook use the camera. Choose a photo instead, or type the number.';
}

export type Facing = 'environment' | 'user';

/** Opens a camera; `facing` is a wish, so that a laptop with one camera works as well. */
export async function openCamera(facing: Facing): Promise<MediaStream> {
  const media = (navigator as Partial<Navigator>).mediaDevices;
  if (!media) throw new DOMException('no camera interface', 'NotFoundError');
  return media.getUserMedia({
    video: { facingMode: facing, width: { ideal: 1280 }, height: { ideal: 720 } },
    audio: false,
  });
}

export function closeCamera(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
