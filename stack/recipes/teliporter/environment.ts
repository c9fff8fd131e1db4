import { StackError } from '../../stack-error.ts';
import type { RecipeContext } from '../recipe.ts';
import { besideOf } from '../beside.ts';
import { virtualEnvironmentOf } from '../built-checkout.ts';
import { layOut, teliporterTree } from './tree.ts';

/** The application that the stand-in for Square knows. */
export const squareApplicationId = 'sq0idp-golive';

/** What the plan registers with Square, and names in the environment file. */
export function squareRedirectUri(context: Pick<RecipeContext, 'hostName'>): string {
  return `https://${context.hostName}/api/v1/square/callback`;
}

/**
 * DEPLOYMENT.md, Step 4 (Production Environment File), with this run's values; and how a Python process is kept on
 * loopback and out of its owner's folders.
 */
export async function environmentOf(context: RecipeContext): Promise<Readonly<Record<string, string>>> {
  const { sql, cache } = context.services;
  if (sql?.engine !== 'postgres' || cache === undefined) {
    throw new StackError('unsupported', 'Teliporter: expected PostgreSQL and Redis, got another stack');
  }
  // Commands of the team run there, also before anything was started.
  await layOut(context);
  const database = new URL(sql.url);
  return {
    APP_NAME: 'Teliporter Reporting Platform',
    DEBUG: 'False',
    // The plan's own scheme; SQLAlchemy knows no shorter one.
    DATABASE_URL: `${sql.url.replace(/^postgres:/u, 'postgresql:')}?sslmode=require`,
    REDIS_URL: cache.url,
    SECRET_KEY: context.secret('teliporter-jwt'),
    ALGORITHM: 'HS256',
    ACCESS_TOKEN_EXPIRE_MINUTES: '15',
    REFRESH_TOKEN_EXPIRE_DAYS: '7',
    CORS_ORIGINS: JSON.stringify([`https://${context.hostName}`]),
    SQUARE_APPLICATION_ID: squareApplicationId,
    SQUARE_APPLICATION_SECRET: context.secret('teliporter-square'),
    SQUARE_ENVIRONMENT: 'production',
    SQUARE_REDIRECT_URI: squareRedirectUri(context),
    // A Fernet key is base64url of 32 bytes with its padding.
    ENCRYPTION_KEY: `${context.secret('teliporter-fernet')}=`,
    EXCHANGE_RATE_API_KEY: 'unused',
    EXCHANGE_RATE_API_URL: 'https://api.exchangeratesapi.io/v1/latest',
    CELERY_BROKER_URL: cache.url,
    CELERY_RESULT_BACKEND: cache.url,
    // Repaired: the documented file has no such line.
    ...(context.asDocumented === true
      ? {}
      : { ALLOWED_HOSTS: JSON.stringify([context.hostName, 'localhost', '127.0.0.1']) }),
    // What its operator puts in the place of <DB_HOST> and <PASSWORD> of the backup commands.
    DB_HOST: database.hostname,
    DB_PORT: database.port,
    DB_PASSWORD: decodeURIComponent(database.password),
    ...(await loopbackOnly(context)),
  };
}

/** Whatever it asks of the world goes to the stand-in, which answers for Square and refuses the rest. */
async function loopbackOnly(context: RecipeContext): Promise<Readonly<Record<string, string>>> {
  const { host, port } = besideOf(context);
  const proxy = `http://${host}:${await port('square proxy')}`;
  const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy'];
  return {
    ...Object.fromEntries(names.map((name) => [name, proxy])),
    NO_PROXY: '127.0.0.1,localhost',
    no_proxy: '127.0.0.1,localhost',
    SSL_CERT_FILE: `${context.folder}/square-ca.pem`,
    // The environment that the documented container has as its only one.
    VIRTUAL_ENV: virtualEnvironmentOf(context, teliporterTree.python.environments),
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONUNBUFFERED: '1',
  };
}
