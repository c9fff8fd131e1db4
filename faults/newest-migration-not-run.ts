import type { Fault } from './fault.ts';
import { bySql } from './planting.ts';

export const newestMigrationNotRun = {
  id: 'newest-migration-not-run',
  at: 'database',
  what: 'the newest migration of the release was not run on its database',
  turnsRed: ['migrations.applied'],
  bystander: 'data.incomplete-listed',
  plant: bySql(
    'delete from schema_migrations where name = (select max(name) from schema_migrations)',
    'drop table job_runs',
  ),
} as const satisfies Fault;
