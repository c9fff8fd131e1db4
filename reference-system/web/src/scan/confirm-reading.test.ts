import assert from 'node:assert/strict';
import { test } from 'node:test';
import { confirmReading, type Confirming } from './confirm-reading.ts';

const ean = { format: 'EAN13', value: '4006381333931' };
const misread = { format: 'EAN13', value: '4006381333832' };
const qr = { format: 'QRCode', value: 'https://app.fieldbook.example/i/FB-RCD-40A' };

test('a linear code is believed when two pictures in a row agree', () => {
  const state: Confirming = { last: null };
  assert.equal(confirmReading(state, ean), null);
  assert.deepEqual(confirmReading(state, ean), ean);
});

test('one misread picture, or an empty one between, confirms nothing', () => {
  const state: Confirming = { last: null };
  assert.equal(confirmReading(state, misread), null);
  assert.equal(confirmReading(state, ean), null);
  assert.equal(confirmReading(state, null), null);
  assert.equal(confirmReading(state, ean), null);
});

test('a two-dimensional code corrects itself and is believed at once', () => {
  assert.deepEqual(confirmReading({ last: null }, qr), qr);
});
