import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const malformedInputCrashes = {
  id: 'malformed-input-crashes',
  at: 'edge',
  what: 'an odd page size is answered with 500',
  turnsRed: ['input.no-crash'],
  bystander: 'auth.required',
  plant: onEdge({ when: { path: 'pageSize=abc' }, status: 500 }),
} as const satisfies Fault;
