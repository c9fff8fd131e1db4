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
  photos: {
    oldPlace: '^uploads/',
    rows: 'select id, object_key as place, sha256 from photos order by id',
    source: 'reference-system/README.md, Moving data',
    move: {
      command: 'node operations/move-photos.ts "{folder}"',
      timeoutMs: 60_000,
      source: 'reference-system/README.md, Moving data',
      place: 'uploads/{id}.jpg',
      pointBack: 'update photos set object_key = $2 where id = $1',
    },
  },
} as const satisfies TargetInput['data'];
