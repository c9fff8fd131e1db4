import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const cameraForbidden = {
  id: 'camera-forbidden',
  at: 'edge',
  what: 'a header forbids the camera to the page',
  turnsRed: ['scan.reads', 'scan.follows'],
  bystander: 'layout.fits/scan',
  plant: onEdge({ when: { contentType: 'text/html' }, setHeaders: { 'permissions-policy': 'camera=()' } }),
} as const satisfies Fault;
