import type { CheckDefinition } from './check.ts';

/** Asked of the whole stack while people write; minutes, and so no part of the gate. */
const common = {
  suite: 'resilience',
  level: 'blocking',
  leastFidelity: 'process-stack',
  profiles: ['acceptance'],
  capability: 'resilience',
  witness: 'sql',
  devices: 'none',
  subjects: 'target',
} as const;

export const resilienceChecks = [
  {
    ...common,
    id: 'survives.lost-replica',
    // Only what supervises its processes can bring one back.
    leastFidelity: 'container-stack',
    question:
      'When one application process is killed, does service go on, no confirmed write vanish, and the process come back by itself?',
  },
  {
    ...common,
    id: 'survives.database-restart',
    question:
      'When the database is killed and started again, is the system in service again by itself, with every confirmed write?',
  },
  {
    ...common,
    id: 'survives.database-unreachable',
    question:
      'When the application cannot reach the database for a while, is it in service again by itself, with every confirmed write?',
  },
  {
    ...common,
    id: 'survives.objects-down',
    question:
      'When the object storage is down for a while, is every confirmed write there, and every stored file with its row?',
  },
  {
    ...common,
    id: 'survives.disk-full',
    question:
      'When the data disk is full, is nothing confirmed that is not stored, and service back by itself once there is room?',
  },
  {
    ...common,
    id: 'survives.stack-restart',
    question:
      'When the whole stack is stopped and started again, is it in service, with every confirmed write?',
  },
  {
    ...common,
    id: 'survives.deploy',
    capability: 'releases',
    question:
      'When this release is put in place of the one before while people write, is no write lost or refused, and service not interrupted?',
  },
  {
    ...common,
    id: 'survives.rollback',
    capability: 'releases',
    question:
      'When the release before is put back on this one’s database while people write, is no write lost or refused, and service not interrupted?',
  },
  {
    ...common,
    id: 'data.migrated',
    capability: 'releases',
    question:
      'When this release’s migrations have run on the data of the release before, is every row, key, value and file there as it was, and can people log in?',
  },
] as const satisfies readonly CheckDefinition[];
