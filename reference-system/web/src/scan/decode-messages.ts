import type { Reading } from './confirm-reading.ts';

export interface DecodeRequest {
  id: number;
  picture: ImageData;
  /** For a still photo: also look for light codes on dark. */
  thorough: boolean;
}

export interface DecodeAnswer {
  id: number;
  reading: Reading | null;
  /** The decoder itself did not work (it could not be loaded). */
  failure?: string;
}
