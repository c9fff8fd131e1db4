import type { Fault } from './fault.ts';

export const figureKeptFromFirstLook = {
  id: 'figure-kept-from-first-look',
  at: 'patch',
  what: 'the reports’ figures are those of the first time that somebody looked',
  turnsRed: [
    'figures.follow-writes/report.minutes-worked',
    'figures.follow-writes/report.parts-used',
    'figures.follow-writes/report.invoiced-cents',
  ],
  bystander: 'export.totals/hours',
  patch: [
    {
      file: 'server/reports.ts',
      find: "const xlsx = 'application",
      replace: `let firstLook: Promise<ReportSummary> | undefined;
const xlsx = 'application`,
    },
    {
      file: 'server/reports.ts',
      find: 'ok(await summaryOf(call)),',
      replace: 'ok(await (firstLook ??= summaryOf(call))),',
    },
  ],
} as const satisfies Fault;
