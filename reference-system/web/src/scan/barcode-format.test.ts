import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatName, isLinear } from './barcode-format.ts';

test('formats have the names that people know', () => {
  assert.equal(formatName('Code128'), 'Code 128');
  assert.equal(formatName('EAN13'), 'EAN-13');
  assert.equal(formatName('QRCode'), 'QR code');
});

test('a variant goes by the name of its family; an unknown format by its own', () => {
  assert.equal(formatName('QRCodeModel2'), 'QR code');
  assert.equal(formatName('Aztec'), 'Aztec');
});

test('bar codes are linear, square ones are not', () => {
  assert.equal(isLinear('EAN13'), true);
  assert.equal(isLinear('Code128'), true);
  assert.equal(isLinear('QRCodeModel2'), false);
  assert.equal(isLinear('DataMatrix'), false);
});
