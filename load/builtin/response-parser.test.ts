import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ResponseParser } from './response-parser.ts';

const sized = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 11\r\n\r\nhello world';
const chunked =
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nKeep-Alive: timeout=5\r\n\r\n' +
  '5\r\nhello\r\n6;x=y\r\n world\r\n0\r\nTrailer: 1\r\n\r\n';
const hinted = `HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n${sized}`;
const empty = 'HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n';

/** The answer, the text given in pieces of `size` bytes out of one buffer that is used again. */
function read(text: string, size: number) {
  const parser = new ResponseParser();
  parser.begin(true);
  const shared = Buffer.alloc(size);
  for (let at = 0; at < text.length; at += size) {
    const written = shared.write(text.slice(at, at + size), 'latin1');
    const answer = parser.push(shared.subarray(0, written));
    if (answer !== undefined)
      return { ...answer, body: answer.body.toString(), left: text.length - at - size };
    shared.fill(0);
  }
  return parser.end();
}

for (const size of [1, 2, 7, 64, 1000]) {
  test(`answers in pieces of ${size} bytes`, () => {
    for (const text of [sized, chunked, hinted]) {
      const answer = read(text, size);
      assert.deepEqual([answer?.status, answer?.body, answer?.bytes], [200, 'hello world', 11], text);
      assert.equal(answer?.reusable, true);
    }
    assert.equal(read(chunked, size)?.keepAliveS, 5);
    assert.equal(read(sized, size)?.contentType, 'text/plain');
    const none = read(empty, size);
    assert.deepEqual([none?.status, none?.bytes, none?.reusable], [204, 0, false]);
  });
}

test('an answer without a length ends with its connection, a cut one never does', () => {
  const parser = new ResponseParser();
  parser.begin(true);
  assert.equal(parser.push(Buffer.from('HTTP/1.1 200 OK\r\n\r\nall of it')), undefined);
  assert.equal(parser.end()?.body.toString(), 'all of it');
  parser.begin(true);
  assert.equal(parser.push(Buffer.from(sized.slice(0, -3))), undefined);
  assert.deepEqual(parser.seen, { status: 200, bytes: 8 });
  assert.equal(parser.end(), undefined);
});

test('what is no answer is refused', () => {
  for (const text of [
    'SSH-2.0-OpenSSH\r\n\r\n',
    'HTTP/1.1 999 OK\r\n\r\n',
    sized.replace('11', '0x'),
    `${sized}HTTP/1.1 200 OK`,
    chunked.replace('\r\n\r\n5', '\r\n\r\nzz'),
    'x'.repeat(70_000),
  ]) {
    const parser = new ResponseParser();
    parser.begin(false);
    assert.throws(() => parser.push(Buffer.from(text)), /expected/, text.slice(0, 40));
  }
});

test('a body that nobody looks at is counted and not kept', () => {
  const parser = new ResponseParser();
  parser.begin(false);
  const answer = parser.push(Buffer.from(sized));
  assert.deepEqual([answer?.bytes, answer?.body.length], [11, 0]);
});
