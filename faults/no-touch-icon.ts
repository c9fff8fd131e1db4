import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const noTouchIcon = {
  id: 'no-touch-icon',
  at: 'edge',
  what: 'the page names no icon for the home screen of iOS',
  turnsRed: ['install.ios-ready'],
  bystander: 'install.manifest',
  plant: onEdge({
    when: { contentType: 'text/html' },
    replaceBody: { find: 'apple-touch-icon', replace: 'no-icon' },
  }),
} as const satisfies Fault;
