import type { Container } from '../engine/engine.ts';

/** Everything that a container has printed since it was made, both streams in the order of their pieces. */
export async function readLogs(container: Container): Promise<string> {
  const frames = await container.logs({ stdout: true, stderr: true, follow: false });
  return joinFrames(frames);
}

const headerBytes = 8;

/** The engine's own frames: a byte for the stream, three empty ones, four of length, then so many bytes of text. */
export function joinFrames(frames: Buffer): string {
  const pieces: Buffer[] = [];
  for (let at = 0; at + headerBytes <= frames.length;) {
    const end = at + headerBytes + frames.readUInt32BE(at + 4);
    pieces.push(frames.subarray(at + headerBytes, end));
    at = end;
  }
  return Buffer.concat(pieces).toString('utf8');
}
