import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { builtImage } from './built-image.ts';
import { prepareBuilt } from './built-tree.ts';
import type { ProcessPlan, Recipe, RecipeContext } from './recipe.ts';
import { accountsWith } from './salessync/accounts.ts';
import { seedDatabase } from './salessync/seed.ts';
import { layOut, layoutOf, salessyncTree } from './salessync/tree.ts';

const pagesAreBuiltBy = [
  'next.config.js',
  'tsconfig.json',
  'tailwind.config.js',
  'postcss.config.js',
] as const;

/** Nothing of one run comes near it; the shipped figure is 100 requests in 15 minutes. */
const raisedRequestLimit = 1_000_000;

/**
 * What the documented environment lacks for the system to be verified at all. Each is a finding, and is
 * printed with the verdict.
 */
const repaired = [
  'JWT_REFRESH_SECRET added: the plan’s environment for the back end does not name it, and no log-in succeeds without it',
  `RATE_LIMIT_MAX_REQUESTS raised from the shipped 100 in 15 minutes to ${raisedRequestLimit}: all clients of the ` +
    'documented proxy share one counter, which this run alone would exhaust',
] as const;

/**
 * SalesSync from a checkout; where its owner has not built it, a copy is built in Golive's cache.
 * Two processes and a file: an Express back end on SQLite, and a Next.js front end.
 */
export const salessyncRecipe: Recipe = {
  application: 'salessync',
  services: [],
  front: {
    addHeaders: {
      'X-Frame-Options': 'SAMEORIGIN',
      'X-Content-Type-Options': 'nosniff',
      'X-XSS-Protection': '1; mode=block',
      'Referrer-Policy': 'strict-origin-when-cross-origin',
    },
    source: 'PRODUCTION_DEPLOYMENT_PLAN.md, Nginx Configuration',
    // nginx’s default: the documented configuration sets no client_max_body_size.
    maxBodyBytes: 1_048_576,
    // nginx’s default: the documented configuration does not switch gzip on.
    compress: false,
  },
  container: builtImage({
    application: 'salessync',
    front: 'nginx',
    replicas: 1,
    parts: ['backend-api/node_modules', 'node_modules'],
    leftOut: salessyncTree.leftOut,
  }),
  builtFrom: ['backend-api', 'src', 'public', 'package.json', 'package-lock.json', ...pagesAreBuiltBy],
  prepare: (context) => prepareBuilt(salessyncTree, context, { repaired, versionOf }),
  environment,
  operationsFolder: (context) => layoutOf(context.folder).backend,
  async initialise(context) {
    await seedDatabase(context, await layOut(context));
  },
  accounts: (context) => Promise.resolve(accountsWith(context.secret)),
  databaseFile: (context) => layoutOf(context.folder).database,
  processes,
};

async function versionOf(folder: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(folder, 'backend-api', 'package.json'), 'utf8'));
  const version: unknown =
    typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, 'version') : undefined;
  return typeof version === 'string' ? version : 'unknown';
}

/** Repaired: the documented environment has no such lines. */
function added(context: RecipeContext): Readonly<Record<string, string>> {
  return {
    JWT_REFRESH_SECRET: context.secret('salessync-jwt-refresh'),
    ...(context.asShipped === true ? {} : { RATE_LIMIT_MAX_REQUESTS: String(raisedRequestLimit) }),
  };
}

/** PRODUCTION_DEPLOYMENT_PLAN.md, 3. Environment Variables, with this run's values. */
async function environment(context: RecipeContext): Promise<Readonly<Record<string, string>>> {
  await layOut(context);
  return {
    NODE_ENV: 'production',
    HOST: context.listenOn,
    PORT: String(await context.port('backend')),
    JWT_SECRET: context.secret('salessync-jwt'),
    DATABASE_PATH: './database/salessync.db',
    CORS_ORIGIN: `https://${context.hostName}`,
    LOG_LEVEL: 'info',
    ...(context.asDocumented === true ? {} : added(context)),
  };
}

async function processes(context: RecipeContext): Promise<readonly ProcessPlan[]> {
  const layout = await layOut(context);
  const backendPort = await context.port('backend');
  const frontendPort = await context.port('frontend');
  const backend: ProcessPlan = {
    role: 'application',
    name: 'backend',
    kind: 'Express on SQLite',
    version: context.prepared.release.version,
    program: context.node,
    arguments: ['src/server.js'],
    folder: layout.backend,
    environment: await environment(context),
    port: backendPort,
    ready: { path: '/health' },
    readyWithinMs: 20_000,
    serves: ['/api', '/health'],
  };
  const frontend: ProcessPlan = {
    role: 'application',
    name: 'frontend',
    kind: 'Next.js',
    version: context.prepared.release.version,
    program: context.node,
    arguments: [
      'node_modules/next/dist/bin/next',
      'start',
      '-p',
      String(frontendPort),
      '-H',
      context.listenOn,
    ],
    folder: layout.frontend,
    environment: {
      NODE_ENV: 'production',
      BACKEND_URL: `http://${context.hostOf?.('backend') ?? '127.0.0.1'}:${backendPort}`,
      NEXT_TELEMETRY_DISABLED: '1',
    },
    port: frontendPort,
    ready: { path: '/login' },
    readyWithinMs: 20_000,
    serves: ['/'],
  };
  return [backend, frontend];
}
