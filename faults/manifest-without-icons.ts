import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const manifestWithoutIcons = {
  id: 'manifest-without-icons',
  at: 'edge',
  what: 'the manifest promises no icons',
  turnsRed: ['install.icons', 'install.works'],
  bystander: 'install.manifest',
  plant: onEdge({
    when: { path: '^/manifest' },
    replaceBody: { find: '"icons":\\s*\\[[^\\]]*\\]', replace: '"icons":[]' },
  }),
} as const satisfies Fault;
