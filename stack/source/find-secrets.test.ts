import assert from 'node:assert/strict';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { findSecrets } from './find-secrets.ts';

/** Made anew each time, so that this very file holds none. */
const random = (): string => randomBytes(24).toString('base64url');
/** One that ends in + or / is none to secretlint: three in a hundred that are drawn. */
const awsKey = (): string => randomBytes(30).toString('base64').replaceAll(/[+/]/gu, 'k');
const privateKey = (): string =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();

const kinds = async (path: string, text: string): Promise<readonly string[]> =>
  (await findSecrets({ path, text })).map(({ kind }) => kind);

describe('findSecrets', () => {
  const found: readonly (readonly [string, string, string])[] = [
    ['server/auth.ts', `const secret = '${random()}1a';`, 'a value for secret'],
    ['server/auth.ts', `const key = process.env.JWT_SECRET || '${random()}1a';`, 'a value for JWT_SECRET'],
    ['settings.py', `SECRET_KEY = os.getenv('SECRET_KEY', '${random()}1a')`, 'a value for SECRET_KEY'],
    ['.env', `JWT_SECRET=${random()}1a`, 'a value for JWT_SECRET'],
    ['docker-compose.yml', 'POSTGRES_PASSWORD: Bluebird-77', 'a value for POSTGRES_PASSWORD'],
    ['docs/deploy.md', `aws_secret_access_key = ${awsKey()}`, 'AWS'],
    ['keys/server.pem', privateKey(), 'PrivateKey'],
    ['docs/notes.txt', `postgres://shop:${random()}@db7.shops.net/shop`, 'PostgreSQL'],
  ];
  for (const [path, text, kind] of found) {
    it(`finds ${kind} in ${path}`, async () => {
      const seen = await kinds(path, text);
      assert.ok(
        seen.some((one) => one.includes(kind)),
        JSON.stringify(seen),
      );
    });
  }

  const harmless: readonly (readonly [string, string])[] = [
    ['.env.example', `JWT_SECRET=${random()}1a`],
    ['.env', 'JWT_SECRET=change-me-in-production-0123456789'],
    ['.env', 'DB_PASSWORD='],
    ['docker-compose.yml', 'POSTGRES_PASSWORD: ${DB_PASSWORD}'],
    ['docker-compose.yml', 'POSTGRES_PASSWORD: postgres'],
    ['server/auth.ts', 'const secret = config.JWT_SECRET;'],
    ['server/auth.ts', "const passwordPlaceholder = 'Enter your password';"],
    ['server/auth.test.ts', `const secret = '${random()}1a';`],
    ['docs/deploy.md', 'postgres://user:password@localhost/shop'],
    ['docs/deploy.md', 'postgres://shop:<password>@db.shop.net/shop'],
    ['web/login.tsx', 'accessToken: sessionStorage.accessToken'],
  ];
  for (const [path, text] of harmless) {
    it(`finds none in ${path}: ${text.slice(0, 50)}`, async () => {
      assert.deepEqual(await kinds(path, text), []);
    });
  }

  it('names file and line, and never the secret', async () => {
    const secret = `${random()}1a`;
    const [one] = await findSecrets({ path: 'a/b.ts', text: `const a = 1;\nconst apiKey = '${secret}';` });
    assert.deepEqual(one, { path: 'a/b.ts', line: 2, kind: 'a value for apiKey' });
    assert.ok(!JSON.stringify(one).includes(secret));
  });
});
