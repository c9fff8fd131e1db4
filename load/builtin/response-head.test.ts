import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readHead } from './response-head.ts';

const lines = [
  'HTTP/1.1 200 OK',
  'Date: Sat, 21 Nov 2026 12:00:00 GMT',
  'content-TYPE:  application/json; charset=utf-8 ',
  'X-Request-Id: ab',
  'Content-Length: 11',
  'x-colon-missing',
  'Connection: keep-alive',
  'Keep-Alive: timeout=5',
  'Content-Encoding: br',
  'Content-Type: text/html',
];

test('the headers that a driver asks about are read, whatever their case; of two alike the first counts', () => {
  assert.deepEqual(readHead(`${lines.join('\r\n')}\r\n`), {
    status: 200,
    isHttp10: false,
    contentType: 'application/json; charset=utf-8',
    contentEncoding: 'br',
    contentLength: '11',
    transferEncoding: '',
    connection: 'keep-alive',
    keepAlive: 'timeout=5',
  });
});

test('a header as long as one that is asked about, and a last line without its end, do no harm', () => {
  const head = readHead('HTTP/1.0 204 No Content\r\nx-powered-b: 1\r\nset-cookies: a\r\nconnection: close');
  assert.deepEqual([head.status, head.isHttp10, head.connection, head.contentType], [204, true, 'close', '']);
});

test('what is no HTTP/1 answer is refused with its beginning', () => {
  assert.throws(() => readHead('SSH-2.0-OpenSSH\r\n'), /expected an HTTP\/1.1 answer, got "SSH-2.0/);
  assert.throws(() => readHead('HTTP/1.1 999 OK\r\n'), /expected an HTTP\/1.1 answer/);
});
