import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { gzipSync, strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { filesBelow } from '../reports/kept/folder-size.ts';
import { startGolive } from './testing/golive-child.ts';
import { makePlace, root, type Place } from './testing/place.ts';
import { searchBytes, searchFolder } from './testing/search-artifacts.ts';

const mark = (kind: string): string => `m4rk${kind}0123456789abcdef`;
const kinds = ['password', 'header', 'cookie', 'url', 'page'] as const;
const marks = kinds.map((kind) => new RegExp(mark(kind), 'u'));
const jwt = /eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/u;

/** The reference system with marks where secrets are, and one form that is refused: so that a trace is kept. */
function markedTarget(place: Place): string {
  const from = (path: string): string => JSON.stringify(join(root, path));
  return place.write(
    'marked.mjs',
    `import { target as reference } from ${from('targets/reference.ts')};
import { referenceRecipe } from ${from('stack/recipes/reference.ts')};
export const target = structuredClone(reference);
const create = target.tasks.find(({ id }) => id === 'customer.create');
create.values.address = '4 Mill Lane, https://a.example/reset?step=2&token=${mark('page')}';
create.values.email = 'no address';
const endpoint = target.endpoints.find(({ method, path }) => method === 'GET' && path === '/api/customers');
endpoint.path = '/api/customers?access_token=${mark('url')}';
const marked = (context) =>
  Object.create(context, {
    secret: { value: (name) => (name === 'fieldbook password' ? '${mark('password')}' : context.secret(name)) },
  });
const named = (name) => ({ [name]: (context) => referenceRecipe[name](marked(context)) });
export const recipe = {
  ...referenceRecipe,
  ...named('initialise'),
  ...named('accounts'),
  front: {
    ...referenceRecipe.front,
    addHeaders: {
      'x-session-token': '${mark('header')}',
      'set-cookie': 'sid=${mark('cookie')}; Path=/; Secure; HttpOnly',
    },
  },
};
`,
  );
}

describe('the search for marks', () => {
  it('finds one in a zip in a zip, compressed, in base64, URL-encoded and escaped', () => {
    const text = mark('page');
    const wanted = [/m4rkpage0123456789abcdef/u];
    const inside = zipSync({
      'a.json': strToU8(JSON.stringify({ body: Buffer.from(`x${text}`).toString('base64') })),
    });
    const cases = [
      strToU8(text),
      zipSync({ 'b.zip': inside }),
      gzipSync(strToU8(encodeURIComponent(Buffer.from(`??${text}`).toString('base64')))),
      strToU8([...text].map((character) => `%${character.charCodeAt(0).toString(16)}`).join('')),
      strToU8([...text].map((character) => `\\u00${character.charCodeAt(0).toString(16)}`).join('')),
    ];
    for (const [at, bytes] of cases.entries())
      assert.notDeepEqual(searchBytes(bytes, wanted), [], `case ${at}`);
    assert.deepEqual(searchBytes(strToU8('m4rk page 0123'), wanted), []);
  });
});

describe('a run of a system that hands out marked secrets', { timeout: 300_000 }, () => {
  it('writes none of them, in no file, however it is packed', async () => {
    using place = makePlace();
    const only = ['task.confirmed/customer.create', 'roles.enforced/customers.list'];
    const { code, stdout, stderr } = await startGolive({
      place,
      arguments: [
        ...['verify', markedTarget(place), '--stack', 'process', '--seed', 'XS', '--device', 'android'],
        ...['--reports', place.reports],
        ...only.flatMap((check) => ['--only', check]),
      ],
    }).ended;
    assert.equal(code, 1, stderr);
    const [run = ''] = place.runs();
    const folder = join(place.reports, run);

    const traces = filesBelow(folder).filter(({ path }) => /attachments\/.*trace.*\.zip$/u.test(path));
    assert.equal(traces.length, 1, 'the failing task was tried again, and its trace kept');
    const entries = unzipSync(readFileSync(join(folder, traces[0]?.path ?? '')));
    const recorded = Object.entries(entries).filter(([name]) => name.endsWith('.network'));
    const network = recorded.map(([, bytes]) => strFromU8(bytes)).join('\n');
    assert.match(network, /x-session-token/u);
    assert.match(network, /\[redacted/u);

    const allure = filesBelow(folder).filter(({ path }) => /allure-results\/.*-result\.json$/u.test(path));
    const named = allure.map(({ path }) => readFileSync(join(folder, path), 'utf8'));
    assert.ok(
      named.some((text) =>
        String(Reflect.get(Object(JSON.parse(text)), 'name')).startsWith('task.confirmed'),
      ),
    );

    assert.deepEqual(searchFolder(place.reports, [...marks, jwt]), []);
    assert.deepEqual(searchBytes(Buffer.from(stdout + stderr), [...marks, jwt]), []);
    assert.deepEqual(searchFolder(place.temporary, marks), []);
  });
});
