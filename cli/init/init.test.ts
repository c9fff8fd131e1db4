import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { parseTarget } from '../../targets/parse.ts';
import { importModule } from '../../targets/import-module.ts';
import { ownRecipeOf } from '../../stack/recipes/own-recipe.ts';
import type { Findings } from './findings.ts';
import { lookAtFolder } from './look-at-folder.ts';
import { lookAtUrl } from './look-at-url.ts';
import { readOpenApi } from './read-openapi.ts';
import { recipeText } from './recipe-text.ts';
import { checklistText, pagesText, renderTarget } from './render-target.ts';

const folders: string[] = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function aFolder(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'golive-init-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const api = {
  openapi: '3.1.0',
  info: { title: 'The Shop' },
  paths: {
    '/api/health': { get: {} },
    '/api/v1/orders': { get: {} },
    '/api/v1/orders/{id}': { get: {} },
    '/api/me': { get: {} },
    '/api/auth/login': {
      post: {
        requestBody: {
          content: {
            'application/x-www-form-urlencoded': { schema: { $ref: '#/components/schemas/Login' } },
          },
        },
        responses: {
          200: {
            content: {
              'application/json': {
                schema: { properties: { data: { properties: { access_token: { type: 'string' } } } } },
              },
            },
          },
        },
      },
    },
  },
  components: { schemas: { Login: { properties: { username: {}, password: {} } } } },
};

const signIn = {
  path: '/api/auth/login',
  encoding: 'form',
  user: 'username',
  password: 'password',
  token: '/data/access_token',
};

const form =
  '<form method="post" action="enter"><input name="mail" type="email"><input name="pass" type="password"></form>';

/** The target as a target's own module gives it, with the text's imports led here. */
async function parsed(findings: Findings) {
  const here = (path: string): string => JSON.stringify(join(import.meta.dirname, '../..', path));
  const local = (text: string): string => text.replaceAll("'golive'", here('index.ts'));
  const text = renderTarget(findings, true);
  const folder = aFolder({
    'package.json': '{"type":"module"}',
    'target.ts': local(text),
    'pages.ts': local(pagesText),
    'checklist.ts': local(checklistText('shop')),
    'recipe.ts': local(recipeText(findings, '..')),
  });
  const file = join(folder, 'target.ts');
  const module = await importModule(file);
  return { text, target: parseTarget(module['target'], file), recipe: ownRecipeOf(module, file) };
}

test('an API description gives title, health, the way in, and the routes that are read', () => {
  const found = readOpenApi(api, 'openapi.json');
  assert.equal(found.title?.value, 'The Shop');
  assert.equal(found.health?.value, '/api/health');
  assert.equal(found.whoAmI?.value, '/api/me');
  assert.deepEqual(found.signIn?.value, signIn);
  assert.deepEqual(
    found.endpoints?.value.map(({ id }) => id),
    ['orders', 'me'],
  );
});

test('a description that is none says nothing', () => {
  for (const nothing of [undefined, null, 'text', [], { paths: null }]) {
    assert.deepEqual(readOpenApi(nothing, 'x'), {});
  }
});

test('a repository is read: compose file, description, manifest, health page', () => {
  const found = lookAtFolder(
    aFolder({
      'package.json': '{"name":"shop"}',
      'deploy/compose.yml':
        'services:\n  db: {image: "postgres:16"}\n  app: {environment: {S3_BUCKET: shop-files}, healthcheck: {test: "curl http://localhost:80/ready"}}\n',
      'public/manifest.webmanifest': '{}',
      'server/routes.py': "@app.get('/api/health')",
      'node_modules/other/openapi.json': JSON.stringify(api),
    }),
  );
  assert.equal(found.title?.value, 'shop');
  assert.equal(found.database?.value, 'postgres');
  assert.equal(found.bucket?.value, 'shop-files');
  assert.equal(found.manifest?.value, '/manifest.webmanifest');
  assert.equal(found.health?.value, '/ready');
  assert.equal(found.signIn, undefined);
});

test('a running system is asked by GET alone for what a stranger is shown', async () => {
  const methods = new Set<string>();
  const server = createServer((request, response) => {
    methods.add(request.method ?? '');
    const json = { 'content-type': 'application/json' };
    if (request.url === '/openapi.json') return response.writeHead(200, json).end(JSON.stringify(api));
    if (request.url === '/healthz') return response.writeHead(200, json).end('{}');
    if (request.url === '/login') return response.end(`<h1>Welcome <b>back</b></h1>${form}`);
    if (request.url === '/signin') return response.writeHead(302, { location: '/login' }).end();
    if (request.url === '/')
      return response.end('<title>The  Shop</title><link rel="manifest" href="app.webmanifest">');
    return response.writeHead(404).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  try {
    const { port } = server.address() as AddressInfo;
    const found = await lookAtUrl(new URL(`http://127.0.0.1:${port}`));
    assert.deepEqual(found.loginPage?.value, { path: '/login', heading: 'Welcome back' });
    assert.equal(found.manifest?.value, '/app.webmanifest');
    // The description says more than the form.
    assert.equal(found.signIn?.value.path, '/api/auth/login');
    assert.equal(found.health?.value, '/api/health');
    assert.equal(found.hostName, undefined);
    assert.deepEqual([...methods], ['GET']);
  } finally {
    server.close();
  }
});

test('what is written is a target, also where nothing was found, and says what was not', async () => {
  const { text, target, recipe } = await parsed({});
  assert.equal(target.name, 'my-system');
  assert.deepEqual([recipe?.application, recipe?.services], ['my-system', ['postgres']]);
  assert.ok(text.split('NOT FOUND').length > 25);
  assert.ok(text.split('\n').length <= 150);
});

test('what was found stands in the target, with its place', async () => {
  const { text, target, recipe } = await parsed({
    ...readOpenApi(api, 'openapi.json'),
    database: { value: 'sqlite', where: 'shop.db' },
    bucket: { value: 'it’s', where: 'compose.yml' },
    manifest: { value: '/m.json', where: '/' },
  });
  assert.deepEqual(target.signIn.request.form, { username: '{email}', password: '{password}' });
  assert.equal(target.stack.database, 'sqlite');
  assert.deepEqual(recipe?.services, []);
  assert.equal(typeof recipe?.databaseFile, 'function');
  assert.match(text, /database: 'sqlite',? *\/\/ seen: shop\.db/u);
  assert.match(text, /orders'.*\n/u);
  assert.ok(text.split('\n').length <= 150);
});

test('a log-in by a form and a cookie is written as such, and its target is one', async () => {
  const folder = aFolder({
    'templates/login.html': form.replace('"enter"', '"/enter"'),
    'app.py': "@app.get('/api/me')\n@app.get('/api/tools')",
  });
  const { text, target } = await parsed(lookAtFolder(folder));
  assert.deepEqual(target.signIn.request.form, { mail: '{email}', pass: '{password}' });
  assert.equal(target.signIn.request.path, '/enter');
  assert.deepEqual(target.signIn.token, { cookie: 'NOT-FOUND' });
  assert.equal(target.signIn.whoAmI.path, '/api/me');
  assert.deepEqual(
    target.endpoints.map(({ path }) => path),
    ['/api/me', '/api/tools'],
  );
  assert.ok(text.split('\n').length <= 150);
});

test('the recipe starts what the repository says, one program in the place of its shell', () => {
  const start = (value: string): string => recipeText({ start: { value, where: 'Procfile' } }, '..');
  assert.match(start('gunicorn app:app'), /\['-c', 'exec gunicorn app:app'\], *\/\/ seen: Procfile/u);
  assert.match(start('migrate && serve'), /\['-c', 'migrate && serve'\]/u);
  assert.match(recipeText({}, '.'), /'exec false'\], *\/\/ NOT FOUND/u);
});

test('the folder that one stands in has a name', () => {
  const folder = aFolder({});
  assert.equal(lookAtFolder(`${folder}/x/..`).title?.value, basename(folder));
});
