import type { Fault } from './fault.ts';

export const readmeContentWithOldNode = {
  id: 'readme-content-with-old-node',
  at: 'patch',
  what: 'the README is content with a Node that the release’s own package.json refuses',
  turnsRed: ['runtimes.as-required'],
  bystander: 'stack.ready',
  patch: [{ file: 'README.md', find: 'Node 24 or later runs', replace: 'Node 20 or later runs' }],
} as const satisfies Fault;
