import type { readBarcodes } from 'zxing-wasm/reader';
import { onPress, show, tell } from './tell.ts';

/** The reader’s own script, loaded before this one. */
declare const ZXingWASM: {
  readonly prepareZXingModule: (options: object) => void;
  readonly readBarcodes: typeof readBarcodes;
};

/** The text of a code of ours in the picture; other codes on the screen are none of its business. */
async function readOurs(picture: ImageData): Promise<string | undefined> {
  const found = await ZXingWASM.readBarcodes(picture, {
    formats: ['QRCode'],
    maxNumberOfSymbols: 4,
    tryHarder: true,
  });
  return found.find(({ isValid, text }) => isValid && text.startsWith('golive-phone:'))?.text;
}

/** Looks at the live picture until it holds a code of ours, or the camera is switched off. */
async function watchForCode(video: HTMLVideoElement): Promise<string> {
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  const stream = video.srcObject;
  for (;;) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    if (video.srcObject !== stream || pen === null) throw new Error('the camera was switched off');
    if (video.videoWidth === 0) continue;
    const scale = Math.min(1, 1280 / video.videoWidth);
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    pen.drawImage(video, 0, 0, canvas.width, canvas.height);
    const text = await readOurs(pen.getImageData(0, 0, canvas.width, canvas.height));
    if (text !== undefined) return text;
  }
}

/** Opens the camera at the back and reads the second code of the screen. */
export function cameraStep(): void {
  ZXingWASM.prepareZXingModule({ overrides: { locateFile: () => 'reader.wasm' } });
  const video = document.querySelector('video');
  onPress('camera', async () => {
    if (video === null) throw new Error('the page has no place for the picture');
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
    video.srcObject = stream;
    video.hidden = false;
    try {
      await video.play();
      show('camera', { outcome: 'inconclusive', reason: 'point it at the second code' });
      return await tell('steps/camera', { decoded: await watchForCode(video) });
    } finally {
      for (const track of stream.getTracks()) track.stop();
      video.srcObject = null;
      video.hidden = true;
    }
  });
}

/** Takes a photo by the phone's own camera, and sends it with the digest that the phone has of it. */
export function photoStep(): void {
  const input = document.querySelector<HTMLInputElement>('#photo input');
  const send = async (photo: File) => {
    const bytes = await photo.arrayBuffer();
    const digest = [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))];
    const sha256 = digest.map((byte) => byte.toString(16).padStart(2, '0')).join('');
    const answer = await fetch('steps/photo', {
      method: 'POST',
      headers: { 'content-type': photo.type || 'application/octet-stream', 'x-golive-sha256': sha256 },
      body: bytes,
    });
    if (!answer.ok) throw new Error(await answer.text());
    return await answer.json();
  };
  input?.addEventListener('change', () => {
    const photo = input.files?.[0];
    if (photo === undefined) return;
    show('photo', { outcome: 'inconclusive', reason: 'on its way' });
    send(photo)
      .catch((error: unknown) => ({ outcome: 'fail' as const, reason: String(error) }))
      .then((told) => show('photo', told));
  });
}

/** Everything above that runs in the page, for page-script.ts. */
export const cameraFunctions = [readOurs, watchForCode, cameraStep, photoStep] as const;
