import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startFrontStage, type FrontStage } from '../fixtures/front-stage.ts';

const page = `<!doctype html><title>App</title>${'<p>text</p>'.repeat(200)}`;

describe('files that the front serves', () => {
  let folder: string;
  let stage: FrontStage;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'golive-front-files-'));
    await mkdir(join(folder, 'dist', 'assets'), { recursive: true });
    await writeFile(join(folder, 'dist', 'index.html'), page);
    await writeFile(join(folder, 'dist', 'assets', 'app.js'), 'let a;');
    await writeFile(join(folder, 'secret.txt'), 'secret');
    const cached = { 'Cache-Control': 'public, immutable' };
    stage = await startFrontStage(
      {
        folder: join(folder, 'dist'),
        fallback: 'index.html',
        rules: [{ path: '\\.js$', headers: cached, inherits: false, fallsBack: false }],
      },
      [{ path: '/health', status: 200, text: 'healthy' }],
    );
  });
  after(async () => {
    await stage?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });
  const get = (path: string, headers: Record<string, string> = {}) =>
    stage.open().request({ method: 'GET', path, headers });

  it('sends a file by its type, and the fallback where there is none', async () => {
    const home = await get('/');
    assert.equal(home.status, 200);
    assert.equal(home.headers['content-type'], 'text/html');
    assert.equal(home.headers['x-frame-options'], 'DENY');
    assert.equal(home.text, page);
    const route = await get('/reports/42?from=today');
    assert.deepEqual([route.status, route.text], [200, page]);
    assert.equal((await get('/api/jobs')).headers['x-served-by'], 'second');
  });

  it('says by itself what it is told to say, and nothing below that path', async () => {
    assert.deepEqual([(await get('/health?x=1')).status, (await get('/health')).text], [200, 'healthy\n']);
    assert.equal((await get('/health/more')).text, page);
  });

  it('follows the rule of a path: its headers alone, and no fallback', async () => {
    const script = await get('/assets/app.js');
    assert.equal(script.text, 'let a;');
    assert.equal(script.headers['cache-control'], 'public, immutable');
    assert.equal(script.headers['x-frame-options'], undefined);
    assert.equal((await get('/assets/gone.js')).status, 404);
  });

  it('says when nothing has changed, and compresses', async () => {
    const etag = String((await get('/')).headers['etag']);
    assert.equal((await get('/', { 'if-none-match': etag })).status, 304);
    const packed = await get('/', { 'accept-encoding': 'gzip' });
    assert.equal(packed.headers['content-encoding'], 'gzip');
  });

  it('never leaves the folder, and takes no write', async () => {
    for (const path of ['/../secret.txt', '/%2e%2e/secret.txt', '/assets/..%2f..%2fsecret.txt']) {
      assert.doesNotMatch((await get(path)).text, /secret/u);
    }
    assert.equal((await stage.open().request({ method: 'POST', path: '/', body: 'x' })).status, 405);
  });

  it('serves the files of a release that is put in place, also once it is started again', async () => {
    const next = join(folder, 'next');
    const [before, below] = [await get('/'), join(next, folder, 'dist')];
    await mkdir(below, { recursive: true });
    await writeFile(join(below, 'index.html'), '<title>Next</title>');
    await stage.front.serveRelease(next);
    assert.equal((await get('/jobs')).text, '<title>Next</title>');
    assert.equal((await get('/assets/app.js')).status, 404, 'nothing of the one before is left');
    await stage.front.component.stop();
    await stage.front.component.start();
    assert.equal((await get('/')).text, '<title>Next</title>');
    await stage.front.serveRelease('/');
    assert.equal((await get('/')).text, before.text);
  });
});
