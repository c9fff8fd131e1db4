import assert from 'node:assert/strict';
import { test } from 'node:test';
import { devices as descriptors } from '@playwright/test';
import { cameraScenes } from './camera-scenes.ts';
import { networkShapes } from './network-shapes.ts';
import { phones } from './phones.ts';

for (const [id, phone] of Object.entries(phones)) {
  test(`${id} says what Playwright's own descriptor says`, () => {
    const descriptor = descriptors[phone.descriptor];
    assert.ok(descriptor, `expected a descriptor named ${phone.descriptor}, got none`);
    assert.deepEqual(descriptor.viewport, phone.viewport);
    assert.equal(descriptor.hasTouch, phone.hasTouch);
    assert.equal(descriptor.isMobile, phone.isMobile);
    assert.equal(descriptor.defaultBrowserType, phone.engine);
  });
}

test('each network shape is filed under its own id and says where its figures come from', () => {
  for (const [id, shape] of Object.entries(networkShapes)) {
    assert.equal(shape.id, id);
    assert.notEqual(shape.source, '');
  }
});

test('there are scenes that are to be read and scenes that are not', () => {
  const legible = Object.values(cameraScenes).map((scene) => scene.legible);
  assert.ok(legible.includes(true) && legible.includes(false));
});
