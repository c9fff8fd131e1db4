import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const typedScriptRuns = {
  id: 'typed-script-runs',
  at: 'patch',
  what: 'headings show what was typed as markup, and no policy stops its scripts',
  turnsRed: ['script.not-run'],
  bystander: 'sign-in.works',
  patch: [
    {
      file: 'web/src/parts/page.tsx',
      find: '<h1 ref={heading} tabIndex={-1}>\n            {title}\n          </h1>',
      replace: '<h1 ref={heading} tabIndex={-1} dangerouslySetInnerHTML={{ __html: title }} />',
    },
  ],
  plant: onEdge({ when: { contentType: 'text/html' }, removeHeaders: ['content-security-policy'] }),
} as const satisfies Fault;
