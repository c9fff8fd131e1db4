import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const manifestOpensATab = {
  id: 'manifest-opens-a-tab',
  at: 'edge',
  what: 'the manifest asks for a browser tab, not a window of its own',
  turnsRed: ['install.manifest', 'install.works'],
  bystander: 'install.icons',
  plant: onEdge({ when: { path: '^/manifest' }, replaceBody: { find: 'standalone', replace: 'browser' } }),
} as const satisfies Fault;
