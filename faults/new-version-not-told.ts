import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const newVersionNotTold = {
  id: 'new-version-not-told',
  at: 'edge',
  what: 'a page that is open does not tell of the new version that has taken over',
  turnsRed: ['update.told'],
  bystander: 'https.redirect',
  // At the edge: the page that is open is the release before's, which a patch of this one does not reach.
  plant: onEdge({
    when: { contentType: 'javascript' },
    replaceBody: { find: 'A new version of', replace: 'This is' },
  }),
} as const satisfies Fault;
