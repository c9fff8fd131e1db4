import type { ExportInput } from './schema/exports.ts';

const minutes = 'select coalesce(sum(minutes), 0)::text as value from time_entries';

/** What Fieldbook's office takes into its own programs. */
export const referenceExports = [
  {
    id: 'summary',
    role: 'dispatcher',
    path: '/api/reports/summary.xlsx',
    format: 'xlsx',
    totals: [
      { figure: '^Minutes worked$', query: minutes },
      {
        figure: '^Open work orders$',
        query:
          "select count(*)::text as value from work_orders where status in ('new', 'scheduled', 'in_progress')",
      },
      {
        figure: '^Invoiced \\(cents\\)$',
        query: 'select coalesce(sum(total_cents), 0)::text as value from invoices',
      },
    ],
  },
  {
    id: 'hours',
    role: 'dispatcher',
    path: '/api/reports/hours.csv',
    format: 'csv',
    totals: [
      { sumOf: 'Minutes', query: minutes },
      { rowsUnder: 'Date', query: 'select count(*)::text as value from time_entries' },
    ],
  },
] as const satisfies readonly ExportInput[];
