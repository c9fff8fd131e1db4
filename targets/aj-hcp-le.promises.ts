import type { TargetInput } from './schema/target.ts';

const plan = 'PRODUCTION_READINESS_PLAN.md';
const inBackend = 'cd ../../backend && "$VIRTUAL_ENV/bin/python"';
const workflow = '.github/workflows/ci-cd.yml, backend-test';

/** What its plan, its README files and its workflow promise about building, testing and operating it. */
export const ajHcpLePromises = {
  runtimes: [
    {
      name: 'python',
      part: 'backend',
      command: 'python --version',
      required: [
        { file: 'runtime.txt', find: '^python-(\\S+)' },
        { file: 'backend/Dockerfile.prod', find: '^FROM python:(\\d+\\.\\d+)', ofImage: true },
        { file: 'frontend/README.md', find: '^- Python (\\d+\\.\\d+)\\+', orLater: true },
      ],
    },
    {
      name: 'node',
      command: 'node --version',
      required: [
        { file: '.github/workflows/ci-cd.yml', find: "^ +NODE_VERSION: '(\\d+)'" },
        { file: 'frontend/README.md', find: '^- Node\\.js (\\d+)\\+', orLater: true },
      ],
      manifests: ['package.json'],
      locks: ['frontend/package-lock.json'],
    },
  ],
  build: { source: 'deploy_production.sh' },
  migration: {
    command: `${inBackend} manage.py migrate`,
    timeoutMs: 180_000,
    source: 'docker/README.md and railway.json: python manage.py migrate',
  },
  tests: [
    {
      id: 'backend',
      command: `${inBackend} manage.py test --settings=fsm_core.settings_test`,
      timeoutMs: 240_000,
      source: `${workflow}: manage.py test --settings=fsm_core.settings_test`,
      in: 'system',
      passed: '^Ran (\\d+) tests?',
      failed: '^FAILED \\((?:failures=(\\d+))?(?:, )?(?:errors=(\\d+))?',
      repair: {
        says: 'with the settings that there are, fsm_core.settings',
        command: `${inBackend} manage.py test --noinput --settings=fsm_core.settings`,
      },
      coverage: {
        leastPercent: 90,
        source: `${plan}, Success Metrics: test coverage > 90 %; measured as in ${workflow}`,
        command:
          `${inBackend} -m coverage run --source='.' manage.py test --settings=fsm_core.settings_test; ` +
          `"$VIRTUAL_ENV/bin/python" -m coverage report`,
        says: '^TOTAL\\s.*?(\\d+)%',
      },
    },
  ],
  procedures: [
    {
      id: 'update',
      source: 'docker/README.md, Update Application',
      file: 'docker/README.md',
      after: '### Update Application',
      leadsTo: 'newest',
      timeoutMs: 900_000,
      restarts: '^docker compose .*up -d$',
      // Quick Start, step 1.
      environmentFile: '.env',
    },
  ],
} as const satisfies TargetInput['promises'];
