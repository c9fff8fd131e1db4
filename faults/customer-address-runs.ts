import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const customerAddressRuns = {
  id: 'customer-address-runs',
  at: 'patch',
  what: 'a customer’s page shows the address as markup, and no policy stops its scripts',
  turnsRed: ['script.never-run'],
  bystander: 'routes.listed',
  patch: [
    {
      file: 'web/src/pages/customer.tsx',
      find: '<dd class="prose">{customer.address || \'Not recorded\'}</dd>',
      replace: '<dd class="prose" dangerouslySetInnerHTML={{ __html: customer.address }} />',
    },
  ],
  plant: onEdge({ when: { contentType: 'text/html' }, removeHeaders: ['content-security-policy'] }),
} as const satisfies Fault;
