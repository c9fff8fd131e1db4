import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joinFrames } from './container-logs.ts';

const frame = (stream: number, text: string): Buffer => {
  const header = Buffer.alloc(8);
  header.writeUInt8(stream, 0);
  header.writeUInt32BE(Buffer.byteLength(text), 4);
  return Buffer.concat([header, Buffer.from(text)]);
};

test('both streams come in the order of their pieces, without the engine’s frames', () => {
  assert.equal(
    joinFrames(Buffer.concat([frame(1, 'né\n'), frame(2, 'oh\n'), frame(1, 'last')])),
    'né\noh\nlast',
  );
});

test('a piece that was cut short is given as far as it goes', () => {
  assert.equal(joinFrames(frame(1, 'whole text').subarray(0, 13)), 'whole');
});
