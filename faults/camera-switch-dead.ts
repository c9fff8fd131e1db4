import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const cameraSwitchDead = {
  id: 'camera-switch-dead',
  at: 'edge',
  what: 'the button that switches the scanner’s camera asks for the one at the back again',
  turnsRed: ['scan.switches-camera'],
  bystander: 'scan.reads',
  plant: onEdge({
    when: { contentType: 'javascript' },
    replaceBody: { find: '\\?"user":"environment"', replace: '?"environment":"environment"' },
  }),
} as const satisfies Fault;
