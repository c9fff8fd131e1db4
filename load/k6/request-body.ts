import { multipartFrame } from '../multipart.ts';
import type { FeedLine } from '../plan.ts';

/** A body as k6 sends it; `contentType` where the body decides it (multipart boundary). */
interface RequestBody {
  body: string | ArrayBuffer | null;
  contentType?: string;
}

/** Puts a request's body together: the same bytes as engines/request-body.ts. */
export function requestBody(line: FeedLine, files: ReadonlyMap<string, ArrayBuffer>): RequestBody {
  const { body, sequence, name } = line;
  if (body === undefined) return { body: null };
  if (typeof body === 'string') return { body };
  const content = files.get(body.file);
  if (content === undefined) throw new Error(`${name}: ${body.file} is not in plan.files`);
  const { head, tail, contentType } = multipartFrame(body, sequence);
  const pieces = [utf8(head), new Uint8Array(content), utf8(tail)];
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return { body: whole.buffer, contentType };
}

/** k6 has no TextEncoder, and its Uint8Array is made of no text. */
function utf8(text: string): Uint8Array {
  const characters = unescape(encodeURIComponent(text));
  const bytes = new Uint8Array(characters.length);
  for (let at = 0; at < characters.length; at++) bytes[at] = characters.charCodeAt(at);
  return bytes;
}
