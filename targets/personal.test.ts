import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadTarget, targetFile } from './load.ts';

for (const name of ['salessync', 'pem2-services', 'ma-electrical', 'teliporter', 'aj-hcp-le']) {
  test(`${name}: what is masked of people is stated, and what they log in by is part of it`, async () => {
    const { personal, signIn } = await loadTarget(targetFile(name));
    assert.ok(personal, 'expected the fields that are about a person');
    const { fields, source } = personal;
    assert.notEqual(source, '');
    assert.equal(new Set(fields).size, fields.length);
    const login = Object.entries({ ...Object(signIn.request.body), ...Object(signIn.request.form) }).find(
      ([, value]) => value === '{email}',
    );
    assert.ok(login, 'expected a body with the address or name that people log in by');
    assert.ok(fields.includes(login[0]), login[0]);
  });
}
