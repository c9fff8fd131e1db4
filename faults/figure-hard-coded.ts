import type { Fault } from './fault.ts';
import { onEdge } from './planting.ts';

export const figureHardCoded = {
  id: 'figure-hard-coded',
  at: 'edge',
  what: 'the minutes worked are a fixed figure',
  turnsRed: ['figures.match-database/report.minutes-worked'],
  bystander: 'figures.match-database/report.open-work-orders',
  plant: onEdge({
    when: { path: '^/api/reports/summary(\\?|$)' },
    replaceBody: { find: '"minutesWorked":\\d+', replace: '"minutesWorked":4200' },
  }),
} as const satisfies Fault;
