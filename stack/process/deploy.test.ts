import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ProcessPlan } from '../recipes/recipe.ts';
import { plansInPlace } from './deploy.ts';

const plan = (name: string): ProcessPlan => ({
  role: 'application',
  name,
  kind: 'a process',
  version: '1',
  program: 'node',
  arguments: [],
  folder: '/x',
  environment: { KEY: 'old', PORT: '1' },
  port: 1,
  ready: { path: '/health' },
  readyWithinMs: 1,
  serves: ['/'],
});

test('what never started is not waited for when the release is put in place again, with other variables', () => {
  const placed = plansInPlace([plan('api'), plan('worker')], ['worker'], { KEY: 'new' });
  assert.deepEqual(
    placed.map(({ name, environment }) => [name, environment]),
    [['api', { KEY: 'new', PORT: '1' }]],
  );
  assert.deepEqual(
    plansInPlace([plan('api'), plan('worker')], [], {}).map(({ name }) => name),
    ['api', 'worker'],
  );
});
