import assert from 'node:assert/strict';
import { test } from 'node:test';

import { scriptsNamed } from './scripts-named.ts';

test('a page and a script name further scripts, from their own place or from the site’s root', () => {
  assert.deepEqual(scriptsNamed('<script src="/assets/main-1.js"></script>', '/login'), [
    '/assets/main-1.js',
  ]);
  assert.deepEqual(scriptsNamed('import("./part-2.js")', '/assets/main-1.js'), ['/assets/part-2.js']);
  assert.ok(
    scriptsNamed('["static/chunks/3.js"]', '/_next/static/x.js').includes('/_next/static/chunks/3.js'),
  );
  assert.deepEqual(scriptsNamed('"parts/3.js"', '/assets/x.js'), ['/assets/parts/3.js', '/parts/3.js']);
  assert.deepEqual(scriptsNamed('src="https://cdn.example/a.js" "//cdn.example/b.js"', '/'), []);
  const absolute = 'src="https://shop.example/a.js?v=1" src="https://cdn.example/b.js"';
  assert.deepEqual(scriptsNamed(absolute, 'https://shop.example/login'), ['/a.js']);
});
