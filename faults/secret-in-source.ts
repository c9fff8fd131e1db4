import { randomBytes } from 'node:crypto';
import type { Fault } from './fault.ts';

export const secretInSource = {
  id: 'secret-in-source',
  at: 'patch',
  what: 'a key of somebody’s API stands in the front end’s source, and in the script that everybody is handed',
  turnsRed: ['secrets.none'],
  bystander: 'maintenance.harmless',
  patch: [
    {
      file: 'web/src/main.tsx',
      find: "import { render } from 'preact';",
      replace: `import { render } from 'preact';\nObject.assign(globalThis, { mapsApiKey: '${randomBytes(24).toString('base64url')}1a' });`,
    },
  ],
} as const satisfies Fault;
