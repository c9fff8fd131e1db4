import type { Fault } from './fault.ts';

export const customersWithoutEMailUnlisted = {
  id: 'customers-without-e-mail-unlisted',
  at: 'patch',
  what: 'the list that is made before a migration leaves out customers who have a phone and no e-mail',
  turnsRed: ['data.incomplete-listed'],
  bystander: 'migrations.applied',
  patch: [
    {
      file: 'operations/incomplete-customers.ts',
      find: "from customers where trim(email) = '' or trim(phone) = ''",
      replace: "from customers where trim(phone) = ''",
    },
  ],
} as const satisfies Fault;
