import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noHooks } from '../targets/read-hooks.ts';
import { loadTarget, targetFile } from '../targets/load.ts';
import { recipes } from '../stack/recipes/registry.ts';
import { refuseUnknownApplication } from './refuse-unknown-parts.ts';

const target = await loadTarget(targetFile('reference'));
const attach = {
  deployment: { hostName: 'shop.example', port: 443, connect: undefined },
  compared: undefined,
  hooks: noHooks,
  hooksFile: 'no hooks',
  reportsFolder: '/nowhere',
};
const shop = { target: { ...target, application: 'shop' }, targetFile: 'shop.ts' };

test('what nothing here can start is refused, unless somebody else has started it', () => {
  assert.ok(!recipes.some(({ application }) => application === 'shop'));
  assert.throws(
    () => refuseUnknownApplication({ ...shop, attach: undefined }),
    /shop\.ts: .*no recipe for shop/u,
  );
  // A rehearsal starts it by itself.
  assert.throws(() => refuseUnknownApplication({ ...shop, attach: 'rehearsal' }), /no recipe for shop/u);
  // Its screens must be written down all the same.
  assert.throws(() => refuseUnknownApplication({ ...shop, attach }), /shop\.ts: .*no pages for shop/u);
  refuseUnknownApplication({ target, targetFile: 'reference', attach });
});
