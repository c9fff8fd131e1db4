import type { Fault } from './fault.ts';

export const exportLeavesOutHours = {
  id: 'export-leaves-out-hours',
  at: 'patch',
  what: 'the exported workbook leaves out an hour of the minutes worked',
  turnsRed: ['task.confirmed/report.export'],
  bystander: 'figures.match-database/report.minutes-worked',
  patch: [
    {
      file: 'server/reports.ts',
      find: "row('Minutes worked', summary.minutesWorked)",
      replace: "row('Minutes worked', summary.minutesWorked - 60)",
    },
  ],
} as const satisfies Fault;
