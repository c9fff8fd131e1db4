import { notApplicable } from './schema/common.ts';
import type { TargetInput } from './schema/target.ts';

const plan = 'PRODUCTION_DEPLOYMENT_PLAN.md';

/** What its plan promises about building, testing and operating it. */
export const salessyncPromises = {
  runtimes: [
    {
      name: 'node',
      part: 'backend',
      command: 'node --version',
      required: [
        { file: plan, find: '^node --version\\s+# v(\\S+) or later', orLater: true },
        { file: plan, find: '^FROM node:(\\d+)-alpine', ofImage: true },
        { file: 'README.md', find: '^- Node\\.js (\\d+)\\+', orLater: true },
      ],
      manifests: ['package.json', 'backend-api/package.json'],
      locks: ['package-lock.json', 'backend-api/package-lock.json'],
    },
    {
      name: 'npm',
      command: 'npm --version',
      required: [{ file: plan, find: '^npm --version\\s+# (\\S+) or later', orLater: true }],
    },
  ],
  build: { source: `${plan}, Build Process` },
  migration: notApplicable('its plan has no migrations: the server makes the tables that it misses'),
  tests: [
    {
      id: 'quick-test',
      command: './quick-test.sh',
      timeoutMs: 120_000,
      source: `${plan}, Automated Tests`,
      passed: '✓',
      failed: '✗',
      claimed: { file: plan, find: 'All (\\d+) integration tests PASSED' },
      asks: [
        { port: 12_001, part: 'backend' },
        { port: 12_000, part: 'frontend' },
      ],
      repair: {
        says: 'with the password of this run: the script holds the published one, which the plan tells its operator to change',
        command: `sed -e 's#^TEST_USER=.*#TEST_USER="{email}"#' -e 's#^TEST_PASS=.*#TEST_PASS="{password}"#' quick-test.sh | bash`,
        role: 'admin',
      },
    },
  ],
  procedures: [
    {
      id: 'update',
      source: `${plan}, Update Procedure`,
      file: plan,
      after: '### Update Procedure',
      // It names no folder: `database/` is below the second, `npm run build` belongs to the first.
      folders: ['.', 'backend-api'],
      leadsTo: 'newest',
      timeoutMs: 240_000,
      standIns: ['pm2', 'sudo'],
      restarts: '^(?:pm2|sudo systemctl) restart ',
    },
  ],
} as const satisfies TargetInput['promises'];
