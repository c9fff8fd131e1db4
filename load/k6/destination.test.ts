import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LoadPlan } from '../plan.ts';
import { hostsOf, refuseStrangers } from './destination.ts';

const plan = (origin: string) => ({ origin }) as LoadPlan;

test('the name that requests carry is led to the address that was given', () => {
  const address = { ADDRESS: '127.0.0.1:8443' };
  assert.deepEqual(hostsOf(plan('https://app.example.test'), address), {
    'app.example.test:443': '127.0.0.1:8443',
  });
  assert.deepEqual(hostsOf(plan('http://app.example.test:81'), address), {
    'app.example.test:81': '127.0.0.1:8443',
  });
  assert.deepEqual(hostsOf(plan('http://127.0.0.1:8377'), address), {});
  assert.deepEqual(hostsOf(plan('https://app.example.test'), {}), {});
});

test('load goes to loopback, or to the host that was named for it', () => {
  for (const [origin, environment] of [
    ['http://127.0.0.1:8377', {}],
    ['https://app.example.test', { ADDRESS: '127.3.2.1:443' }],
    ['https://app.example.test', { ADDRESS: '[::1]:443' }],
    ['https://app.example.test', { ADDRESS: '10.1.2.3:443', ALLOWED: '10.1.2.3' }],
  ] as const) {
    refuseStrangers(plan(origin), environment);
  }
  for (const environment of [{}, { ADDRESS: '10.1.2.3:443' }, { ADDRESS: '127.0.0.1.example.test:443' }]) {
    assert.throws(
      () => refuseStrangers(plan('https://app.example.test'), environment),
      /expected a loopback address/,
    );
  }
});
