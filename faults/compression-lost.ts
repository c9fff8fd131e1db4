import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const compressionLost = {
  id: 'compression-lost',
  at: 'edge',
  what: 'the application is never told that answers may be compressed',
  turnsRed: ['answers.compressed'],
  bystander: 'headers.present',
  plant: onEdge({ when: {}, removeRequestHeaders: ['accept-encoding'] }),
} as const satisfies Fault;
