import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';
import { readPointer } from '../../../targets/pointer.ts';
import { largeBytes } from '../fixtures/answering-application.ts';
import { hostName, startFrontStage, type FrontStage } from '../fixtures/front-stage.ts';

describe('the front', () => {
  let stage: FrontStage;
  before(async () => {
    stage = await startFrontStage();
  });
  after(() => stage?.[Symbol.asyncDispose]());

  it('redirects plain HTTP to the production name, a write as a write', async () => {
    const http = stage.open({ plain: true });
    const got = await http.request({ method: 'GET', path: '/jobs?page=2' });
    assert.equal(got.status, 301);
    assert.equal(got.headers['location'], `https://${hostName}/jobs?page=2`);
    assert.equal(got.headers['strict-transport-security'], undefined);
    assert.equal(got.headers['x-frame-options'], 'DENY');
    assert.equal((await http.request({ method: 'POST', path: '/jobs', body: 'x' })).status, 308);
  });

  it('sends each path to the process of its longest prefix', async () => {
    const http = stage.open();
    const servedBy = async (path: string) =>
      (await http.request({ method: 'GET', path })).headers['x-served-by'];
    assert.equal(await servedBy('/'), 'first');
    assert.equal(await servedBy('/ap'), 'first');
    assert.equal(await servedBy('/api/jobs'), 'second');
  });

  it('says who asked, and appends to what was said before', async () => {
    const http = stage.open({ sourceAddress: '127.0.0.77' });
    const answer = await http.request({
      method: 'GET',
      path: '/',
      headers: { 'x-forwarded-for': '10.0.0.1', connection: 'keep-alive', 'x-own': 'kept' },
    });
    const headers = (name: string) => readPointer(answer.json(), `/headers/${name}`);
    assert.equal(headers('x-forwarded-for'), '10.0.0.1, 127.0.0.77');
    assert.equal(headers('x-forwarded-proto'), 'https');
    assert.equal(headers('host'), hostName);
    assert.equal(headers('x-own'), 'kept');
    assert.deepEqual(answer.headers['set-cookie'], ['a=1', 'b=2']);
    assert.equal(answer.headers['keep-alive'], 'timeout=65');
    assert.equal(answer.headers['x-frame-options'], 'DENY');
  });

  it('streams 12 MB both ways, plain and as a form', async () => {
    const http = stage.open();
    const body = randomBytes(largeBytes);
    const sent = await http.request({ method: 'POST', path: '/api/photos', body });
    assert.equal(readPointer(sent.json(), '/sha256'), createHash('sha256').update(body).digest('hex'));
    assert.equal((await http.request({ method: 'GET', path: '/large' })).bytes.length, largeBytes);
    const form = new FormData();
    form.append('photo', new Blob([body]), 'photo.jpg');
    const added = await http.request({ method: 'PUT', path: '/', body: form });
    assert.ok(Number(readPointer(added.json(), '/sizeBytes')) > largeBytes);
  });

  it('refuses a body over the limit with 413, and goes on', async () => {
    const http = stage.open();
    const answer = await http.request({ method: 'POST', path: '/', body: Buffer.alloc(20_000_001) });
    assert.equal(answer.status, 413);
    assert.equal(answer.headers['x-frame-options'], 'DENY');
    assert.equal((await http.request({ method: 'GET', path: '/' })).status, 200);
  });

  it('answers 502 when nobody listens, 504 when nobody answers, and cuts what was cut', async () => {
    const http = stage.open();
    assert.equal((await http.request({ method: 'GET', path: '/down' })).status, 502);
    assert.equal((await http.request({ method: 'POST', path: '/down', body: 'x' })).status, 502);
    assert.equal((await http.request({ method: 'GET', path: '/hang' })).status, 504);
    await assert.rejects(http.request({ method: 'GET', path: '/cut' }), /expected an answer/u);
    assert.match(await stage.front.component.logs(), /502 GET \/down: .*ECONNREFUSED/u);
  });

  it('compresses text, for those who take it', async () => {
    const http = stage.open();
    const packed = await http.request({
      method: 'GET',
      path: '/text',
      headers: { 'accept-encoding': 'gzip, br' },
    });
    assert.equal(packed.headers['content-encoding'], 'br');
    assert.equal(brotliDecompressSync(packed.bytes).length, 5_000);
    assert.equal(packed.text.length, 5_000);
    assert.equal(packed.headers['etag'], 'W/"1"');
    assert.equal(
      (await http.request({ method: 'GET', path: '/text' })).headers['content-encoding'],
      undefined,
    );
  });

  it('answers plain HTTP with the application only while it is told to, never after a restart', async () => {
    const http = stage.open({ plain: true });
    const status = async () => (await http.request({ method: 'GET', path: '/api/jobs' })).status;
    await stage.front.answerPlain('application');
    assert.equal(await status(), 200);
    await stage.front.answerPlain('redirect');
    assert.equal(await status(), 301);
    await stage.front.answerPlain('application');
    await stage.front.component.kill();
    await stage.front.component.start();
    assert.equal(await status(), 301);
  });

  it('goes elsewhere without dropping what is under way', async () => {
    const http = stage.open();
    const late = http.request({ method: 'GET', path: '/late' });
    await http.request({ method: 'GET', path: '/' });
    await stage.front.reroute([{ prefix: '/', port: stage.ports.second }]);
    assert.equal((await http.request({ method: 'GET', path: '/' })).headers['x-served-by'], 'second');
    assert.equal((await late).text, 'first');
    await stage.front.reroute(stage.routes);
    await stage.front.component.kill();
    await stage.front.component.start();
    assert.equal((await http.request({ method: 'GET', path: '/' })).headers['x-served-by'], 'first');
  });
});
