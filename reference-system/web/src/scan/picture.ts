const longestLivePx = 1280;
const longestPhotoPx = 2200;

let canvas: HTMLCanvasElement | undefined;

function draw(source: CanvasImageSource, width: number, height: number, longest: number): ImageData | null {
  const scale = Math.min(1, longest / Math.max(width, height));
  canvas ??= document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen || canvas.width === 0) return null;
  pen.drawImage(source, 0, 0, canvas.width, canvas.height);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

/** The picture that the camera shows now; null before it shows one. */
export function pictureOfVideo(video: HTMLVideoElement): ImageData | null {
  if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
  return draw(video, video.videoWidth, video.videoHeight, longestLivePx);
}

/** The picture in a photo file; null when the file is no picture that this browser can show. */
export async function pictureOfFile(file: Blob): Promise<ImageData | null> {
  try {
    const bitmap = await createImageBitmap(file);
    const picture = draw(bitmap, bitmap.width, bitmap.height, longestPhotoPx);
    bitmap.close();
    return picture;
  } catch {
    return null;
  }
}
