import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fault } from '../../faults/fault.ts';
import { faults } from '../../faults/index.ts';
import { readRequest } from '../run-request.ts';
import { enoughFor } from './is-enough.ts';

const request = await readRequest({ stack: 'process', fault: 'header-stripped', device: ['android'] }, [
  'reference',
]);
const row = (check: string, subject: string, outcome: 'pass' | 'fail' | 'inconclusive' = 'pass') => ({
  ...{ check, subject, device: 'none', outcome },
});
const planted: Fault = {
  id: 'a-fault',
  at: 'edge',
  what: 'something is wrong',
  bystander: 'cors.closed',
  turnsRed: ['headers.present/html', 'headers.present/json', 'redirects.lead'],
};
const only = [...planted.turnsRed, planted.bystander];
const isEnough = enoughFor({ ...request, only, fault: planted });
const bystander = row('cors.closed', 'target');
const red = row('headers.present', 'html', 'fail');

test('enough is seen once each word of a fault is red or answered, and the bystander is answered', () => {
  assert.equal(isEnough([]), false);
  assert.equal(isEnough([bystander, red]), false);
  const others = [row('headers.present', 'json'), row('redirects.lead', 'target')];
  assert.equal(isEnough([red, ...others]), false);
  assert.equal(isEnough([bystander, red, ...others]), true);
});

test('with nothing red all is asked', () => {
  const all = [
    row('headers.present', 'html'),
    row('headers.present', 'json'),
    row('redirects.lead', 'target'),
  ];
  assert.equal(isEnough([bystander, ...all]), false);
});

test('a fault that leaves things open is asked to the end', () => {
  const fault = faults.find(({ id }) => id === 'generator-starved');
  assert.ok(fault);
  assert.equal(enoughFor({ ...request, only: [], fault })([bystander, red]), false);
});
