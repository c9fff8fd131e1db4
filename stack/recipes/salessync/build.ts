import type { BuildPlan, Pin } from '../build/build-plan.ts';

const plan = 'PRODUCTION_DEPLOYMENT_PLAN.md';

/** "node --version  # v18.20.8 or later". */
const node: Pin = { file: plan, find: /^node --version +# v(\d+\.\d+\.\d+) or later/u, orLater: true };

/** PRODUCTION_DEPLOYMENT_PLAN.md, Build Process. */
export const salessyncBuild: BuildPlan = {
  name: 'salessync',
  sourceFiles: [
    'next.config.js',
    'package-lock.json',
    'backend-api/src/server.js',
    'backend-api/package-lock.json',
  ],
  parts: [
    {
      name: 'front end',
      folder: '.',
      node,
      documented: [
        { file: plan, after: '### Frontend Build', find: /^(npm install.*)$/u },
        { file: plan, after: '### Frontend Build', find: /^(npm run build.*)$/u },
      ],
      repairs: [
        {
          says:
            'front end: `npm ci` with the packages for development in place of `npm install --production`: the build ' +
            'itself needs some of them',
          commands: ['npm ci', 'npm run build'],
        },
      ],
      makes: ['node_modules', '.next'],
      standIns: [
        {
          says:
            'fonts.googleapis.com, of which the front end’s build wants the font Inter, was stood in for by a file that ' +
            'names Arial (NEXT_FONT_GOOGLE_MOCKED_RESPONSES, Next.js’s own)',
          file: {
            name: 'fonts.cjs',
            text:
              `const css = "@font-face{font-family:'Inter';font-style:normal;font-weight:400;src:local('Arial')}";\n` +
              `const answer = (_, url) => (typeof url === 'string' && url.startsWith('http') ? css : undefined);\n` +
              `module.exports = new Proxy({}, { get: answer });\n`,
          },
          variable: 'NEXT_FONT_GOOGLE_MOCKED_RESPONSES',
        },
      ],
    },
    {
      name: 'back end',
      folder: 'backend-api',
      node,
      documented: [{ file: plan, after: '### Backend Preparation', find: /^(npm install.*)$/u }],
      repairs: [
        {
          says: 'back end: `npm ci --omit=dev`, as its lock file pins, in place of `npm install --production`',
          commands: ['npm ci --omit=dev'],
        },
      ],
      makes: ['node_modules'],
      // Its database; the others that have a script carry what they need, or are not loaded.
      scripts: ['sqlite3'],
    },
  ],
};
