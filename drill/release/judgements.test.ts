import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chosen, judgePublished } from './credentials.ts';
import { manifestsOf, readNpmAudit, readPipAudit } from './dependencies.ts';
import { processesIn } from './root.ts';
import { judgeSecrets } from './secrets.ts';
import type { HttpAnswer } from '../../stack/clients/http.ts';
import { namedFiles, readServed } from './served-files.ts';

const pair = (login: string, password: string) => ({ login, password, path: 'README.md', line: 3 });

test('a published login that opens an account fails, is named by its place, and its password is not told', () => {
  const row = judgePublished(9, [{ pair: pair('a@b.example', 'Frosty-77'), tried: 'opened' }], undefined);
  assert.equal(row.outcome, 'fail');
  assert.match(row.reason ?? '', /README\.md:3 opens the account a@b\.example/u);
  assert.ok(!JSON.stringify(row).includes('Frosty-77'));
});

test('where passwords were replaced for the run, that none opened says nothing', () => {
  const results = [{ pair: pair('a@b.example', 'x'), tried: 'refused' }] as const;
  assert.equal(judgePublished(9, results, 'the run made its own').outcome, 'inconclusive');
  assert.equal(judgePublished(9, results, undefined).outcome, 'pass');
  assert.equal(judgePublished(9, [], 'the run made its own').outcome, 'pass');
});

test('a log-in that met a limit was not answered', () => {
  const results = [{ pair: pair('a@b.example', 'x'), tried: 'limited' }] as const;
  assert.equal(judgePublished(9, results, undefined).outcome, 'inconclusive');
});

test('an account is tried three times at most, and sixty pairs in all', () => {
  const many = Array.from({ length: 200 }, (_, index) => pair(`p${index % 30}@b.example`, `w${index}`));
  const tried = chosen(many);
  assert.equal(tried.length, 60);
  assert.equal(tried.filter(({ login }) => login === 'p0@b.example').length <= 3, true);
});

test('secrets fail with their places; nothing read is no answer', () => {
  const found = [{ path: 'a.ts', line: 2, kind: 'a value for key', commit: 'abc' }];
  assert.equal(judgeSecrets('secrets.none', 'the source', 3, []).outcome, 'pass');
  assert.equal(judgeSecrets('secrets.none', 'the source', 0, []).outcome, 'inconclusive');
  assert.match(judgeSecrets('x', 'the source', 3, found).reason ?? '', /abc a\.ts: a value for key/u);
});

test('scripts of scripts are found from where they are named, and other hosts are not', () => {
  const page = { path: '/', text: '<script src="/a/main.js"></script><script src="https://cdn.net/x.js">' };
  assert.deepEqual(namedFiles(page), ['/a/main.js']);
  const script = { path: '/a/main.js', text: 'import("./page-1.js");x="chunks/two.js"' };
  assert.deepEqual(namedFiles(script), ['/a/page-1.js', '/a/chunks/two.js', '/chunks/two.js']);
});

test('npm audit: grave advisories count, a refusal is no answer', () => {
  const vulnerabilities = {
    one: { name: 'one', severity: 'critical', range: '<2' },
    two: { name: 'two', severity: 'low', range: '<1' },
  };
  const report = JSON.stringify({ vulnerabilities, metadata: { dependencies: { total: 40 } } });
  assert.deepEqual(readNpmAudit(report), { advisories: ['one <2 (critical)'], packages: 40 });
  assert.deepEqual(readNpmAudit('{"message":"405 Method Not Allowed","error":{"summary":""}}'), {
    unverified: '405 Method Not Allowed',
  });
  assert.ok('unverified' in readNpmAudit(''));
});

test('pip-audit: every advisory counts', () => {
  const report = {
    dependencies: [
      { name: 'a', version: '1', vulns: [{ id: 'PYSEC-1' }] },
      { name: 'b', vulns: [] },
    ],
  };
  assert.deepEqual(readPipAudit(JSON.stringify(report)), { advisories: ['a 1 (PYSEC-1)'], packages: 2 });
  assert.ok('unverified' in readPipAudit('no network'));
});

test('manifests that depend on something, the outermost first', () => {
  const files = [
    { path: 'api/requirements.txt', text: 'flask' },
    { path: 'package.json', text: '{"dependencies": {}}' },
    { path: 'tools/package.json', text: '{"devDependencies": {}}' },
  ];
  assert.deepEqual(
    manifestsOf({ files }).map(({ path, command }) => `${command.program} ${path}`),
    ['npm package.json', 'pip-audit api/requirements.txt'],
  );
});

test('processes of a container, without the asker and its child', () => {
  const status = (name: string, pid: number, parent: number, user: number): string =>
    `Name:\t${name}\nPid:\t${pid}\nPPid:\t${parent}\nUid:\t${user}\t${user}\t${user}\t${user}\n`;
  const printed = `self 40\n${status('node', 7, 1, 1000)}${status('sh', 40, 0, 0)}${status('cat', 41, 40, 0)}${status('cron', 9, 1, 0)}`;
  assert.deepEqual(processesIn(printed), [
    { name: 'node', user: 1000 },
    { name: 'cron', user: 0 },
  ]);
});

test('what a stranger is handed begins where the first page leads them, on the same front', async () => {
  const pages: Readonly<Record<string, readonly [status: number, type: string, body: string]>> = {
    '/': [302, '/login?next=%2F', ''],
    '/login': [200, 'text/html', '<link href="/static/a.css"><a href="/other">'],
    '/static/a.css': [200, 'text/css', 'body {}'],
    '/sw.js': [200, 'text/html', 'the first page again'],
  };
  const request = ({ path }: { readonly path: string }): Promise<HttpAnswer> => {
    const [status, said, text] = pages[path] ?? [404, 'text/html', 'nothing'];
    const header = (name: string): string =>
      name === (status === 302 ? 'location' : 'content-type') ? said : '';
    const bytes = Buffer.from(text);
    return Promise.resolve({ status, headers: {}, header, bytes, text, json: () => ({}), durationMs: 1 });
  };
  const close = (): Promise<void> => Promise.resolve();
  const { files, isWhole } = await readServed({ request, close });
  assert.deepEqual(
    files.map(({ path }) => path),
    ['/login', '/static/a.css'],
  );
  assert.ok(isWhole);
  // A front of which each file names the next.
  const next = (path: string): string => `"./${Number(/\d+/u.exec(path) ?? 0) + 1}.js"`;
  const endless = async ({ path }: { readonly path: string }): Promise<HttpAnswer> => ({
    ...(await request({ path: '/static/a.css' })),
    text: next(path),
  });
  assert.ok(!(await readServed({ request: endless, close })).isWhole);
});
