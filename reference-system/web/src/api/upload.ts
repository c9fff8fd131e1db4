import { currentSession } from '../session/session.ts';
import { apiErrorFrom } from './api-error.ts';
import { ConnectionError } from './connection-error.ts';
import { refreshSession } from './refresh.ts';
import type { Items, Photo } from './types.ts';

export interface PhotoUpload {
  path: string;
  photo: { blob: Blob; fileName: string };
  idempotencyKey: string;
  /** Told the share sent, 0 to 1. */
  onProgress?: (share: number) => void;
}

/** Sends one photo; by XMLHttpRequest, because only that reports how much was sent. */
export async function uploadPhoto(upload: PhotoUpload): Promise<Items<Photo>> {
  const session = currentSession();
  let answer = await attempt(upload, session?.accessToken);
  if (answer.status === 401 && session) {
    const renewed = await refreshSession(session.accessToken);
    if (renewed) answer = await attempt(upload, renewed.accessToken);
  }
  if (answer.status < 200 || answer.status > 299) throw apiErrorFrom(answer.status, answer.text);
  return JSON.parse(answer.text) as Items<Photo>;
}

function attempt(upload: PhotoUpload, token: string | undefined): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = new XMLHttpRequest();
    asked.open('POST', upload.path);
    if (token) asked.setRequestHeader('authorization', `Bearer ${token}`);
    asked.setRequestHeader('idempotency-key', upload.idempotencyKey);
    asked.upload.onprogress = ({ loaded, total }) => upload.onProgress?.(total > 0 ? loaded / total : 0);
    asked.onload = () => resolve({ status: asked.status, text: asked.responseText });
    asked.onerror = () => reject(new ConnectionError(new Error('the upload broke off')));
    const form = new FormData();
    form.append('photos', upload.photo.blob, upload.photo.fileName);
    asked.send(form);
  });
}
