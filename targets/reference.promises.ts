import type { TargetInput } from './schema/target.ts';

/** What README.md, in the folder of the system, promises about building, testing and operating it. */
export const referencePromises = {
  runtimes: [
    {
      name: 'node',
      part: 'fieldbook',
      command: 'node --version',
      required: [{ file: 'README.md', find: '^.*Node (\\d+) or later runs', orLater: true }],
      manifests: ['package.json'],
    },
  ],
  build: { source: 'README.md, Run it' },
  migration: {
    command: 'node server/migrate.ts',
    timeoutMs: 60_000,
    source: 'README.md, Run it: brings an empty or older database to this release',
  },
  tests: [
    {
      id: 'self-test',
      command: 'node operations/self-test.ts',
      timeoutMs: 60_000,
      source: 'README.md, Run it: after each start',
      passed: '^✓ ',
      failed: '^✗ ',
      claimed: { file: 'README.md', find: 'whether it works: (\\d+) questions' },
      asks: [{ port: 8080, part: 'fieldbook' }],
    },
    {
      id: 'without-database',
      command: 'node --run coverage',
      timeoutMs: 60_000,
      source: 'README.md, Run it',
      passed: '^ℹ pass (\\d+)',
      failed: '^ℹ fail (\\d+)',
      coverage: {
        leastPercent: 90,
        source: 'README.md, Run it: 90 % of their lines at least',
        says: '^ℹ all files +\\| +([\\d.]+)',
      },
    },
  ],
  procedures: [
    {
      id: 'update',
      source: 'README.md, Update',
      file: 'README.md',
      after: '## Update',
      leadsTo: 'newest',
      timeoutMs: 120_000,
      standIns: ['sudo'],
      restarts: '^sudo systemctl restart fieldbook$',
    },
    {
      id: 'rollback',
      source: 'README.md, Take an update back',
      file: 'README.md',
      after: '## Take an update back',
      leadsTo: 'before',
      timeoutMs: 120_000,
      standIns: ['sudo'],
      restarts: '^sudo systemctl restart fieldbook$',
      fills: { '<commit>': '{before}' },
    },
  ],
} as const satisfies TargetInput['promises'];
