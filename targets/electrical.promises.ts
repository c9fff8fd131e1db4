import { notApplicable } from './schema/common.ts';
import type { TargetInput } from './schema/target.ts';

/** What the release's documents promise to both companies about building, testing and operating it. */
export const electricalPromises = {
  runtimes: [
    {
      name: 'python',
      part: 'backend',
      command: 'python --version',
      required: [
        { file: 'backend/Dockerfile', find: '^FROM python:(\\d+\\.\\d+)', ofImage: true },
        { file: 'README.md', find: '\\(Python (\\d+\\.\\d+)\\)' },
      ],
    },
  ],
  build: { source: 'backend/Dockerfile and frontend/Dockerfile' },
  migration: notApplicable(
    'both plans bring the structure by docker cp and docker exec, step by step, and ask no line of it',
  ),
  tests: notApplicable('the release has no test command: TESTING_GUIDE.md is for people'),
} as const satisfies TargetInput['promises'];
