import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAllowed } from './allowed-host.ts';
import { LoadError } from './load-error.ts';

const table: { address: string; allowed?: string[]; ok: boolean }[] = [
  { address: '127.0.0.1', ok: true },
  { address: '127.9.8.7', ok: true },
  { address: '::1', ok: true },
  { address: '::ffff:127.0.0.1', ok: true },
  { address: 'localhost', ok: false },
  { address: '127.0.0.1.example.com', ok: false },
  { address: '127.example', ok: false },
  { address: '10.0.0.1', ok: false },
  { address: '0.0.0.0', ok: false },
  { address: '::ffff:10.0.0.1', ok: false },
  { address: 'app.example.com', ok: false },
  { address: '172.18.0.3', allowed: ['172.18.0.3'], ok: true },
  { address: 'staging.example', allowed: ['staging.example'], ok: true },
  { address: 'www.staging.example', allowed: ['staging.example'], ok: false },
];

for (const { address, allowed, ok } of table) {
  test(`load to ${address}${allowed === undefined ? '' : ` with ${allowed.join(', ')} allowed`} is ${ok ? 'let through' : 'refused'}`, () => {
    if (ok) return assertAllowed(address, allowed);
    assert.throws(
      () => assertAllowed(address, allowed),
      (error: unknown) =>
        error instanceof LoadError && error.code === 'host-not-allowed' && error.message.includes(address),
    );
  });
}
