import { StackError } from '../../stack-error.ts';
import type { RecipeContext } from '../recipe.ts';
import { virtualEnvironmentOf } from '../built-checkout.ts';
import { ajTree, layOut } from './tree.ts';

/** Nothing of one run comes near it; the shipped figure is 100 in a minute for an address. */
export const raisedRequestLimit = 1_000_000;

/**
 * backend/.env.example with this run's values; and how a Python process is kept on loopback. As documented, the
 * settings that docker-compose.prod.yml and render.yaml name, and the one address of the database that these know.
 */
export async function environmentOf(context: RecipeContext): Promise<Readonly<Record<string, string>>> {
  const { sql } = context.services;
  if (sql?.engine !== 'postgres')
    throw new StackError('unsupported', 'AJ-HCP-LE: expected PostgreSQL, got another stack');
  // Commands of the team run there, also before anything was started.
  await layOut(context);
  const database = new URL(sql.url);
  const settings: Readonly<Record<string, string>> =
    context.asDocumented === true
      ? { DJANGO_SETTINGS_MODULE: 'fsm_core.settings.production', DATABASE_URL: sql.url }
      : {
          DJANGO_SETTINGS_MODULE: 'fsm_core.settings',
          DB_ENGINE: 'django.db.backends.postgresql',
          ...(context.asShipped === true ? {} : { API_RATE_LIMIT: String(raisedRequestLimit) }),
        };
  return {
    SECRET_KEY: context.secret('aj-hcp-le-django'),
    DEBUG: 'False',
    ENVIRONMENT: 'production',
    SECURE_SSL_REDIRECT: 'True',
    SECURE_HSTS_SECONDS: '31536000',
    SESSION_COOKIE_SECURE: 'True',
    CSRF_COOKIE_SECURE: 'True',
    AUTH_RATE_LIMIT: '5',
    API_RATE_LIMIT: '100',
    ALLOWED_HOSTS: `localhost,127.0.0.1,${context.hostName}`,
    DB_NAME: database.pathname.slice(1),
    DB_USER: database.username,
    DB_PASSWORD: decodeURIComponent(database.password),
    DB_HOST: database.hostname,
    DB_PORT: database.port,
    ...settings,
    VIRTUAL_ENV: virtualEnvironmentOf(context, ajTree.python.environments),
    // The service `backup` of docker-compose.prod.yml gives its script the password so.
    PGPASSWORD: decodeURIComponent(database.password),
    PGPORT: database.port,
    ...nowhere,
  };
}

/** Mail, payments and messages have no keys, and no way out. */
const nowhere: Readonly<Record<string, string>> = {
  EMAIL_HOST: '127.0.0.1',
  EMAIL_PORT: '9',
  HTTP_PROXY: 'http://127.0.0.1:9',
  HTTPS_PROXY: 'http://127.0.0.1:9',
  NO_PROXY: '127.0.0.1,localhost',
  PYTHONDONTWRITEBYTECODE: '1',
  PYTHONUNBUFFERED: '1',
};
