import type { BuildPlan } from '../build/build-plan.ts';

/** backend/Dockerfile and frontend/Dockerfile, which both of its plans build by `docker compose … --build`. */
export const electricalBuild: BuildPlan = {
  name: 'electrical',
  sourceFiles: [
    'backend/main.py',
    'backend/requirements.txt',
    'database/schema_v3_final.sql',
    'frontend/package.json',
  ],
  parts: [
    {
      name: 'back end',
      folder: 'backend',
      python: { file: 'backend/Dockerfile', find: /^FROM python:(\d+\.\d+)/u },
      documented: [
        { file: 'backend/Dockerfile', find: /^RUN (python -m pip install .*?) *\\?$/u },
        { file: 'backend/Dockerfile', find: /^ *&& (pip install .*)$/u },
      ],
      repairs: [],
      makes: ['.venv'],
    },
    {
      name: 'front end',
      folder: 'frontend',
      node: { file: 'frontend/Dockerfile', find: /^FROM node:(\d+)/u },
      documented: [
        { file: 'frontend/Dockerfile', find: /^RUN (npm install.*)$/u },
        { file: 'frontend/Dockerfile', find: /^RUN (npm run build.*)$/u },
      ],
      repairs: [
        {
          says: 'front end: `npm ci`, as its lock file pins, in place of `npm install --legacy-peer-deps`',
          commands: ['npm ci', 'npm run build'],
        },
      ],
      makes: ['build'],
    },
  ],
};
