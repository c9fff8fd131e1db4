import type { Fault } from './fault.ts';

export const filterTakenForSql = {
  id: 'filter-taken-for-sql',
  at: 'patch',
  what: 'the customer that jobs are filtered by becomes a part of the statement',
  turnsRed: ['routes.not-injected'],
  bystander: 'sql.not-injected/items.list',
  patch: [
    {
      file: 'server/work-order-list.ts',
      find: "const customerId = queryOf(call, 'customerId', id('customerId'));\n  if (customerId) filter.and('w.customer_id = $?', customerId);",
      replace:
        "const customerId = queryOf(call, 'customerId', text('customerId', 0, 200));\n  if (customerId) filter.andPlain(`w.customer_id::text = '${customerId}'`);",
    },
  ],
} as const satisfies Fault;
