import type { TargetInput } from './schema/target.ts';

const someone = { role: 'dispatcher', status: [201] } as const;

/** What must be in order when Fieldbook’s data move. */
export const referenceData = {
  applied: {
    query: 'select name from schema_migrations',
    files: String.raw`^server/migrations/([\w-]+\.sql)$`,
    source: 'reference-system/README.md, Run it: server/migrate.ts',
  },
  incomplete: [
    {
      id: 'customers',
      table: 'customers',
      key: 'id',
      required: ['email', 'phone'],
      list: {
        command: 'node operations/incomplete-customers.ts',
        timeoutMs: 20_000,
        finds: String.raw`^([0-9a-f-]{36})\t`,
      },
      source: 'docs/reference-plan.md, Launch; reference-system/README.md, Moving data',
      made: [
        {
          ...someone,
          request: {
            method: 'POST',
            path: '/api/customers',
            body: { name: 'Without e-mail {unique}', phone: '555 0101' },
          },
        },
        {
          ...someone,
          request: {
            method: 'POST',
            path: '/api/customers',
            body: { name: 'Without phone {unique}', email: 'nophone-{unique}@example.com' },
          },
        },
      ],
    },
  ],
} as const satisfies TargetInput['data'];
