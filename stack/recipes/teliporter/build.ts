import type { BuildPlan } from '../build/build-plan.ts';

const plan = 'DEPLOYMENT.md';

/** DEPLOYMENT.md, First Deploy, step 1; the back end as its Dockerfile does, which step 2 builds. */
export const teliporterBuild: BuildPlan = {
  name: 'teliporter',
  sourceFiles: ['backend/app/main.py', 'backend/requirements.txt', 'frontend/package-lock.json'],
  parts: [
    {
      name: 'back end',
      folder: 'backend',
      python: { file: 'backend/Dockerfile', find: /^FROM python:(\d+\.\d+)/u },
      documented: [{ file: 'backend/Dockerfile', find: /^RUN (pip install .*)$/u }],
      repairs: [],
      makes: ['.venv'],
    },
    {
      name: 'front end',
      folder: 'frontend',
      // "Node.js 20 (for building frontend)".
      node: { file: plan, find: /Node\.js (\d+)/u },
      documented: [
        { file: plan, after: '# 1. Build frontend\ncd frontend', find: /^(npm ci.*)$/u },
        { file: plan, after: '# 1. Build frontend\ncd frontend', find: /^(\S*=\S* npm run build.*)$/u },
      ],
      repairs: [],
      makes: ['dist'],
    },
  ],
};
