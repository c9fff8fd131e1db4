import { accountsWith } from './aj-hcp-le/accounts.ts';
import { environmentOf, raisedRequestLimit } from './aj-hcp-le/environment.ts';
import { seedDatabase } from './aj-hcp-le/seed.ts';
import { ajTree, layOut, layoutOf } from './aj-hcp-le/tree.ts';
import { pythonOf } from './built-checkout.ts';
import { prepareBuilt } from './built-tree.ts';
import { builtImage } from './built-image.ts';
import { StackError } from '../stack-error.ts';
import type { ProcessPlan, Recipe, RecipeContext } from './recipe.ts';

/** What the documents lack for the system to be verified at all. Each is a finding, and is printed with the verdict. */
const repaired = [
  'DJANGO_SETTINGS_MODULE=fsm_core.settings: docker-compose.prod.yml and render.yaml name fsm_core.settings.production, ' +
    'which Python cannot find beside fsm_core/settings.py; the database’s address in the DB_… names that this file reads',
  'gunicorn without `--worker-class gevent` of backend/Dockerfile.prod: requirements.txt does not bring gevent',
  '/static/ from the front end’s build: docker/nginx/nginx.conf sends it to a volume that nothing fills',
  'PostgreSQL with TLS: settings.py demands it, and the PostgreSQL of docker-compose.prod.yml is started with files ' +
    'that the release has not',
  'tokens of the API read as its model made them: no route of the release gives one to anybody who logs in',
  `API_RATE_LIMIT raised from the shipped 100 a minute to ${raisedRequestLimit}, which this run alone would exhaust`,
] as const;

/** What Golive does as well where it builds a checkout that is not built: then its build says so. */
const ownersRepairs = [
  'the front end was built with TSC_COMPILE_ON_ERROR=true and REACT_APP_API_URL=/api: `npm run build` ends with type errors',
] as const;

const migrateTimeoutMs = 120_000;
const oneYear = 'max-age=31536000, public, immutable';

/**
 * AJ-HCP-LE from a checkout; where its owner has not built it, a copy is built in Golive's cache. Django on
 * gunicorn and PostgreSQL over TLS, and the built pages served by the front.
 */
export const ajHcpLeRecipe: Recipe = {
  application: 'aj-hcp-le',
  services: ['postgres'],
  databaseTls: true,
  // DATABASE_SETUP.md: ALTER USER … CREATEDB
  databaseUserCreates: true,
  front: {
    // `add_header` of the server block, which drops the five of the block around it.
    addHeaders: { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' },
    source: 'docker/nginx/nginx.conf, server 443; its limit of 10 requests a second is left out',
    maxBodyBytes: 100 * 1024 * 1024,
    compress: true,
    answers: [{ path: '/health', status: 200, text: 'healthy' }],
    files: {
      folder: 'frontend/build',
      fallback: 'index.html',
      rules: [
        {
          // `expires 1y` and a header of its own, so that nginx drops that of the server.
          path: '\\.(js|css|png|jpg|jpeg|gif|ico|svg)$',
          headers: { 'Cache-Control': oneYear },
          inherits: false,
          fallsBack: false,
        },
      ],
    },
  },
  container: builtImage({
    application: 'aj-hcp-le',
    front: 'nginx',
    replicas: 2,
    parts: ajTree.parts,
    environments: ajTree.python.environments,
    leftOut: ajTree.leftOut,
  }),
  builtFrom: ['backend', 'frontend', 'docker'],
  prepare: (context) => prepareBuilt(ajTree, context, { repaired, ownersRepairs }),
  environment: environmentOf,
  operationsFolder: (context) => layoutOf(context.folder).scripts,
  initialise,
  migrate,
  accounts: (context) => Promise.resolve(accountsWith(context.secret)),
  processes,
};

/** docker/README.md, Database Migrations; then the seed. */
async function initialise(context: RecipeContext): Promise<void> {
  if (context.seed !== 'S')
    throw new StackError('unsupported', `seed: expected S, got ${JSON.stringify(context.seed)}`);
  await migrate(context);
  await seedDatabase(context);
}

async function migrate(context: RecipeContext): Promise<void> {
  const { backend } = await layOut(context);
  await context.run(pythonOf(context, ajTree.python.environments), ['manage.py', 'migrate', '--noinput'], {
    folder: backend,
    environment: await environmentOf(context),
    timeoutMs: migrateTimeoutMs,
    label: 'manage.py migrate',
  });
}

/** backend/Dockerfile.prod, CMD, once; the composition has it three times behind nginx. */
async function processes(context: RecipeContext): Promise<readonly ProcessPlan[]> {
  const { backend } = await layOut(context);
  const port = await context.port('backend');
  const worker =
    context.asDocumented === true ? ['--worker-class', 'gevent', '--worker-connections', '1000'] : [];
  return [
    {
      role: 'application',
      name: 'backend',
      kind: 'Django on gunicorn, 3 workers',
      version: context.prepared.release.version,
      program: pythonOf(context, ajTree.python.environments),
      arguments: [
        ...['-m', 'gunicorn'],
        ...['--bind', `${context.listenOn}:${port}`, '--workers', '3', ...worker],
        ...['--max-requests', '1000', '--max-requests-jitter', '100', '--timeout', '30', '--keep-alive', '2'],
        ...['--access-logfile', '-', '--error-logfile', '-', 'fsm_core.wsgi:application'],
      ],
      folder: backend,
      environment: await environmentOf(context),
      port,
      ready: { path: '/api/health/' },
      readyWithinMs: 60_000,
      serves: ['/api/'],
    },
  ];
}
