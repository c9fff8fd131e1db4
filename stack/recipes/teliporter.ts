import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StackError } from '../stack-error.ts';
import type { Recipe, RecipeContext } from './recipe.ts';
import { accountsWith } from './teliporter/accounts.ts';
import { environmentOf } from './teliporter/environment.ts';
import { processesOf, squareHost, squarePort } from './teliporter/processes.ts';
import { seedDatabase } from './teliporter/seed.ts';
import { layOut, layoutOf, teliporterTree } from './teliporter/tree.ts';
import { builtImage } from './built-image.ts';
import { pythonOf } from './built-checkout.ts';
import { prepareBuilt } from './built-tree.ts';

const repaired = [
  'ALLOWED_HOSTS added: the plan’s environment file does not name it, and without it the API refuses every request ' +
    'for its own domain with 400',
] as const;

const migrateTimeoutMs = 120_000;

/**
 * Teliporter from a checkout; where its owner has not built it, a copy is built in Golive's cache. An API,
 * a Celery worker and Celery beat on PostgreSQL over TLS and Redis; the front serves the built pages. Square, whose
 * address is fixed in the code, is stood in for behind HTTPS_PROXY.
 */
export const teliporterRecipe: Recipe = {
  application: 'teliporter',
  services: ['postgres', 'redis'],
  databaseTls: true,
  standIns: [{ hostName: squareHost, port: squarePort }],
  front: {
    // `add_header` of the server block.
    addHeaders: {
      'X-Frame-Options': 'DENY',
      'X-Content-Type-Options': 'nosniff',
      'X-XSS-Protection': '1; mode=block',
      'Referrer-Policy': 'strict-origin-when-cross-origin',
    },
    source: 'DEPLOYMENT.md, Step 6: Nginx Configuration',
    // `client_max_body_size 10M` of `location /api/`; nothing else takes a body.
    maxBodyBytes: 10 * 1024 * 1024,
    compress: true,
    files: {
      folder: 'frontend/dist',
      fallback: 'index.html',
      rules: [
        {
          // The nested location: `expires 30d` and a header of its own, so that nginx drops those of the server; and
          // `try_files` is not inherited.
          path: '\\.(js|css|png|jpg|jpeg|gif|ico|svg|woff|woff2|ttf|eot)$',
          headers: { 'Cache-Control': 'max-age=2592000, public, immutable' },
          inherits: false,
          fallsBack: false,
        },
      ],
    },
  },
  container: builtImage({
    application: 'teliporter',
    front: 'nginx',
    // Its composition has one API, of four workers.
    replicas: 1,
    parts: teliporterTree.parts,
    environments: teliporterTree.python.environments,
    leftOut: teliporterTree.leftOut,
  }),
  builtFrom: ['backend', 'frontend'],
  prepare: (context) => prepareBuilt(teliporterTree, context, { repaired, versionOf }),
  environment: environmentOf,
  operationsFolder: (context) => layoutOf(context.folder).backend,
  initialise,
  accounts: (context) => Promise.resolve(accountsWith(context.secret)),
  processes: processesOf,
};

async function versionOf(folder: string): Promise<string> {
  const settings = await readFile(join(folder, 'backend', 'app', 'config', '__init__.py'), 'utf8');
  return /APP_VERSION: str = "([^"]+)"/u.exec(settings)?.[1] ?? 'unknown';
}

/** DEPLOYMENT.md, First Deploy, step 3; then the seed. */
async function initialise(context: RecipeContext): Promise<void> {
  if (context.seed !== 'S')
    throw new StackError('unsupported', `seed: expected S, got ${JSON.stringify(context.seed)}`);
  const { backend } = await layOut(context);
  await context.run(
    pythonOf(context, teliporterTree.python.environments),
    ['-m', 'alembic', 'upgrade', 'head'],
    {
      folder: backend,
      environment: await environmentOf(context),
      timeoutMs: migrateTimeoutMs,
      label: 'alembic upgrade head on an empty database',
    },
  );
  await seedDatabase(context, backend);
}
