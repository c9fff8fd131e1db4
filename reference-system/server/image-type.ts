import type { Photo } from './contract.ts';

/** How many leading bytes tell the type. */
export const imageTypeBytes = 12;

/** The type of a picture by its first bytes, whatever its name or the client says; null for anything else. */
export const imageTypeOf = (head: Buffer): Photo['contentType'] | null => {
  const hex = head.subarray(0, imageTypeBytes).toString('hex');
  if (hex.startsWith('ffd8ff')) return 'image/jpeg';
  if (hex.startsWith('89504e470d0a1a0a')) return 'image/png';
  if (hex.startsWith('52494646') && hex.slice(16, 24) === '57454250') return 'image/webp';
  return null;
};
