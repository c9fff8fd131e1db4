import { join } from 'node:path';
import type { ContainerPlan, FrontPlan, RecipeContext } from '../recipe.ts';
import { passwordOf } from './accounts.ts';

type Environment = Readonly<Record<string, string>>;

/** A command of the documents; programs of Python are the back end’s own. */
export interface DocumentedStep {
  readonly program: 'psql' | 'python';
  readonly arguments: readonly string[];
  readonly source: string;
}

/** One company's way to run the application: its documents' front, environment and commands. */
export interface Deployment {
  readonly application: string;
  readonly title: string;
  readonly front: FrontPlan;
  /** The program that its documents have in front. */
  readonly containerFront: ContainerPlan['front'];
  /** Its documented front leaves `/api` out of what it passes on. */
  readonly stripsPrefix: boolean;
  /** Schema and first administrator by the documented commands, and by nothing else. */
  readonly documentedSteps: (context: RecipeContext) => readonly DocumentedStep[];
  /** After `uvicorn main:app`. */
  readonly serverArguments: readonly string[];
  environment(context: RecipeContext): Environment;
  readonly repaired: readonly string[];
}

/** frontend/nginx.conf, `location /static/` and `location /`: headers of their own drop those of the server. */
const files: NonNullable<FrontPlan['files']> = {
  folder: 'frontend/build',
  fallback: 'index.html',
  rules: [
    {
      path: '^/static/',
      headers: { 'Cache-Control': 'max-age=3600, public, must-revalidate' },
      inherits: false,
      fallsBack: false,
    },
    {
      path: '^/',
      headers: { 'Cache-Control': 'no-cache, no-store, must-revalidate', Pragma: 'no-cache', Expires: '0' },
      inherits: false,
      fallsBack: true,
    },
  ],
};

const bucket = ({ services }: RecipeContext, names: Readonly<Record<string, string>>): Environment => {
  const { objects } = services;
  if (objects === undefined) return {};
  const values: Readonly<Record<string, string>> = {
    endpoint: objects.endpoint,
    region: objects.region,
    bucket: objects.bucket,
    key: objects.accessKeyId,
    secret: objects.secretAccessKey,
  };
  return Object.fromEntries(Object.entries(names).map(([name, what]) => [name, values[what] ?? '']));
};

const schemaRepair =
  'schema and migrations loaded in the order of database/README.md: the back end looks for them in ../database, ' +
  'which its image has not, and the plan names the base schema at most';

const unlistedRepair =
  'files loaded besides, which the release has and that list has not: seven of database/ (managers, leftovers, e-mail ' +
  'templates, vans, returns), fix_production_schema.sql and production_migration_complete.sql';

const gapRepair =
  '20 columns added that the application’s statements name and no file of the release makes (job_materials_used, ' +
  'work_order_photos, time_entries, users), and two generated ones made plain: without them no work order opens, ' +
  'no photo is stored and nobody enters time';

/** ops/droplet/README.md, docker-compose.droplet.yml, ops/droplet/Caddyfile; .env.production.template. */
export const dropletDeployment: Deployment = {
  application: 'pem2-services',
  title: 'Pem2 Services',
  containerFront: 'caddy',
  front: {
    addHeaders: {},
    source: 'ops/droplet/Caddyfile: `encode gzip`, and no headers; files as frontend/nginx.conf serves them',
    // Caddy limits no body unless it is told to.
    maxBodyBytes: 1024 * 1024 * 1024,
    compress: true,
    files,
  },
  stripsPrefix: false,
  documentedSteps: (context) => [
    {
      program: 'python',
      arguments: [
        'scripts/create_admin.py',
        ...['--username', 'admin', `--password=${passwordOf(context, 'admin')}`, '--role', 'admin'],
      ],
      source: 'ops/droplet/README.md, Create first admin user',
    },
  ],
  serverArguments: ['--proxy-headers', '--forwarded-allow-ips', '*'],
  environment: (context) => ({
    ENVIRONMENT: 'production',
    DOMAIN_NAME: context.hostName,
    ...bucket(context, {
      DO_SPACES_ENDPOINT: 'endpoint',
      DO_SPACES_REGION: 'region',
      DO_SPACES_BUCKET: 'bucket',
      DO_SPACES_KEY: 'key',
      DO_SPACES_SECRET: 'secret',
    }),
  }),
  repaired: [
    'ops/droplet/Caddyfile passes /api/… on as it is, and no route of the back end begins so: the prefix is left out, ' +
      'as frontend/nginx.conf does',
    'the front end’s container of docker-compose.droplet.yml is left out: its nginx.conf names a host and certificates ' +
      'that this composition has not, and answers port 80 with a redirect to port 3443; its files are served by its own rules',
    schemaRepair,
    unlistedRepair,
    gapRepair,
  ],
};

/** PRODUCTION_DEPLOYMENT_PLAN.md, 3.2 and 3.3; docker-compose.yml; frontend/nginx.conf. */
export const composeDeployment: Deployment = {
  application: 'ma-electrical',
  title: 'MA Electrical Inventory',
  containerFront: 'nginx',
  front: {
    addHeaders: {
      'X-Frame-Options': 'DENY',
      'X-Content-Type-Options': 'nosniff',
      'X-XSS-Protection': '1; mode=block',
      'Referrer-Policy': 'strict-origin-when-cross-origin',
      'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
    },
    source: 'frontend/nginx.conf, server 443',
    maxBodyBytes: 20 * 1024 * 1024,
    // nginx’s default: the documented configuration does not switch gzip on.
    compress: false,
    redirectPort: 3443,
    files,
  },
  stripsPrefix: true,
  documentedSteps: ({ prepared }) => [
    {
      program: 'psql',
      arguments: ['-f', join(prepared.folder, 'database', 'schema_v3_final.sql')],
      source: 'the plan, 3.3, Initialize database',
    },
    {
      program: 'psql',
      arguments: [
        '-c',
        "INSERT INTO users (username, full_name, password, role, active) VALUES ('admin', 'Administrator', " +
          "'$2b$12$hash_here', 'admin', TRUE);",
      ],
      source: 'the plan, 3.3, Create admin user',
    },
  ],
  serverArguments: [],
  environment: (context) => ({
    ACCESS_TOKEN_EXPIRE_MINUTES: '60',
    CORS_ORIGINS: 'http://localhost:3001,https://localhost:3443',
    // uvicorn trusts 127.0.0.1 unless told otherwise, and nginx has an address of its own in the documented network.
    FORWARDED_ALLOW_IPS: '',
    ...bucket(context, {
      SPACES_ENDPOINT: 'endpoint',
      SPACES_REGION: 'region',
      SPACES_BUCKET: 'bucket',
      SPACES_KEY: 'key',
      SPACES_SECRET: 'secret',
    }),
  }),
  repaired: [
    schemaRepair,
    unlistedRepair,
    gapRepair,
    'people made by backend/scripts/create_admin.py: the plan’s own INSERT writes a placeholder in the place of a ' +
      'password’s hash',
  ],
};
