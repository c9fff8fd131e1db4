import { notApplicable } from './schema/common.ts';
import type { TargetInput } from './schema/target.ts';

/** DEPLOYMENT.md, Step 4. */
const environmentFile = 'backend/.env';

/** What its DEPLOYMENT.md promises about building, testing and operating it. */
export const teliporterPromises = {
  runtimes: [
    {
      name: 'python',
      part: 'backend',
      command: 'python --version',
      required: [
        { file: 'backend/Dockerfile', find: '^FROM python:(\\d+\\.\\d+)', ofImage: true },
        { file: 'README.md', find: 'Python (\\d+\\.\\d+)\\+', orLater: true },
      ],
    },
  ],
  build: { source: 'DEPLOYMENT.md, First Deploy; backend/Dockerfile' },
  migration: {
    // As a module: the script names the folder that it was installed in.
    command: '"$VIRTUAL_ENV/bin/python" -m alembic upgrade head',
    timeoutMs: 120_000,
    source: 'DEPLOYMENT.md, First Deploy, step 3: alembic upgrade head',
  },
  tests: notApplicable('the release has no tests: its folders for them are empty'),
  procedures: [
    {
      id: 'deploy',
      source: 'DEPLOYMENT.md, Deployment Script',
      file: 'DEPLOYMENT.md',
      after: '## Deployment Script',
      leadsTo: 'newest',
      timeoutMs: 600_000,
      standIns: ['sudo'],
      restarts: 'up -d',
      // Its line in the plan: without interrupting service.
      serves: true,
      environmentFile,
      fills: { '/opt/teliporter': '{checkout}' },
    },
    {
      id: 'rollback',
      source: 'DEPLOYMENT.md, Rollback Procedure',
      file: 'DEPLOYMENT.md',
      after: '## Rollback Procedure',
      leadsTo: 'before',
      timeoutMs: 600_000,
      standIns: ['sudo'],
      restarts: 'up -d',
      environmentFile,
      fills: { '/opt/teliporter': '{checkout}', '<commit-hash>': '{before}' },
    },
  ],
} as const satisfies TargetInput['promises'];
