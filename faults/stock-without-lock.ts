import type { Fault } from './fault.ts';

export const stockWithoutLock = {
  id: 'stock-without-lock',
  at: 'patch',
  what: 'stock is read, changed and written without a lock: of changes at the same moment one remains',
  turnsRed: ['writes.at-once/stock.adjust', 'writes.at-once/parts.use'],
  bystander: 'export.totals/summary',
  patch: [
    {
      file: 'server/stock.ts',
      find: 'select on_hand as "onHand" from items where id = $1 for update',
      replace: 'select on_hand as "onHand" from items where id = $1',
    },
  ],
} as const satisfies Fault;
