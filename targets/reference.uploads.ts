import type { UploadLimitInput } from './schema/uploads.ts';

const plan = 'docs/reference-plan.md, Figures';

/** How much Fieldbook takes in one request. */
export const referenceUploadLimits = [
  {
    of: 'file',
    id: 'photo',
    role: 'technician',
    limitBytes: 25_000_000,
    source: `${plan}: a photo of up to 25 MB`,
    givenRow:
      "select id as job from work_orders where assigned_to is null and status = 'new' order by number limit 1",
    path: '/api/work-orders/{job}/photos',
    field: 'photos',
    status: [201],
    stored: { query: 'select id from photos where file_name = $1', values: ['limit-{unique}.png'] },
  },
  {
    of: 'body',
    id: 'body',
    role: 'dispatcher',
    limitBytes: 1_000_000,
    source: `${plan}: a request of up to 1 MB`,
    path: '/api/customers',
    body: { name: 'Limit {unique}' },
    status: [201],
    stored: { query: 'select id from customers where name = $1', values: ['Limit {unique}'] },
  },
] as const satisfies readonly UploadLimitInput[];
