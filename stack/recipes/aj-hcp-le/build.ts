import type { BuildPlan } from '../build/build-plan.ts';

const front = 'frontend/Dockerfile.prod';

/** backend/Dockerfile.prod and frontend/Dockerfile.prod, which docker/docker-compose.prod.yml builds. */
export const ajBuild: BuildPlan = {
  name: 'aj-hcp-le',
  sourceFiles: ['backend/manage.py', 'backend/requirements.txt', 'frontend/package-lock.json'],
  parts: [
    {
      name: 'back end',
      folder: 'backend',
      python: { file: 'runtime.txt', find: /^python-(\d+\.\d+)/u },
      documented: [{ file: 'backend/Dockerfile.prod', find: /^RUN (pip install .*)$/u }],
      repairs: [],
      makes: ['.venv'],
    },
    {
      name: 'front end',
      folder: 'frontend',
      node: { file: front, find: /^FROM node:(\d+)/u },
      documented: [
        { file: front, find: /^RUN (npm ci.*)$/u },
        { file: front, find: /^RUN (npm run build.*)$/u },
      ],
      repairs: [
        {
          says:
            'front end: `npm run build` with TSC_COMPILE_ON_ERROR=true, without which it ends with type errors, and with ' +
            'REACT_APP_API_URL=/api, which the composition gives to a container that is built already',
          commands: [
            'npm ci --only=production',
            'TSC_COMPILE_ON_ERROR=true REACT_APP_API_URL=/api npm run build',
          ],
        },
        {
          says:
            'front end: `npm ci` with the packages for development, and `npm run build` with TSC_COMPILE_ON_ERROR=true and ' +
            'REACT_APP_API_URL=/api',
          commands: ['npm ci', 'TSC_COMPILE_ON_ERROR=true REACT_APP_API_URL=/api npm run build'],
        },
      ],
      makes: ['build'],
    },
  ],
};
