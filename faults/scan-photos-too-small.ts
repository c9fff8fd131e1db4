import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const scanPhotosTooSmall = {
  id: 'scan-photos-too-small',
  at: 'edge',
  what: 'a photo is shrunk to 22 pixels before a code is looked for in it',
  turnsRed: ['scan.photo-fallback'],
  bystander: 'scan.manual-fallback',
  plant: onEdge({
    when: { contentType: 'javascript' },
    replaceBody: { find: '\\.height,2200\\)', replace: '.height,22)' },
  }),
} as const satisfies Fault;
