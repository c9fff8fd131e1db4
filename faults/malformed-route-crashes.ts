import type { Fault } from './fault.ts';

export const malformedRouteCrashes = {
  id: 'malformed-route-crashes',
  at: 'patch',
  what: 'a code that the database cannot even compare is told as a mistake of the server’s',
  turnsRed: ['routes.no-crash'],
  bystander: 'input.no-crash',
  patch: [
    {
      file: 'server/inventory.ts',
      find: "  if (code.includes('\\u0000')) throw notFound('item');\n",
      replace: '',
    },
    {
      file: 'server/answer.ts',
      find: "if (code === '23514' || code.startsWith('22'))",
      replace: "if (code === '23514')",
    },
  ],
} as const satisfies Fault;
