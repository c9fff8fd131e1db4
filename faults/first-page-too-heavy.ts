import { randomBytes } from 'node:crypto';
import type { Fault } from './fault.ts';

export const firstPageTooHeavy = {
  id: 'first-page-too-heavy',
  at: 'patch',
  what: 'the first page loads 400 KB of JavaScript that it does not need',
  turnsRed: ['page.weight'],
  bystander: 'https.redirect',
  patch: [
    {
      file: 'web/src/main.tsx',
      find: "import { render } from 'preact';",
      replace: `import { render } from 'preact';\nReflect.set(globalThis, 'ballast', '${randomBytes(300_000).toString('base64')}');`,
    },
  ],
} as const satisfies Fault;
