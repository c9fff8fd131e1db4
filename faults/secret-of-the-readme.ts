import type { Fault } from './fault.ts';

/** Of no system: long and random enough for every other question. */
const published = 'fbk-7Qm2vX9tLd4RwZ8sKc3HnY6pBj5GuA1e';

export const secretOfTheReadme = {
  id: 'secret-of-the-readme',
  at: 'deployment',
  what: 'the key that tokens are signed with is the one that README.md gives as an example',
  turnsRed: ['environment.not-published'],
  bystander: 'environment.audit',
  deployment: { variable: { name: 'JWT_SECRET', value: published } },
  patch: [{ file: 'README.md', find: 'JWT_SECRET=…', replace: `JWT_SECRET=${published}` }],
} as const satisfies Fault;
