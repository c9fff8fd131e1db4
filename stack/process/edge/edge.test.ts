import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { after, before, beforeEach, describe, it } from 'node:test';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { Pool } from 'undici';
import type { EdgeRule } from '../../edge.ts';
import { freePort } from '../../ports.ts';
import { createReaper, type Reaper } from '../../reaper/reaper.ts';
import { StackError } from '../../stack-error.ts';
import type { Route } from '../proxy/routes.ts';
import { ProcessEdge } from './process-edge.ts';

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
}

describe('the edge', () => {
  const seen: Seen[] = [];
  let routes: readonly Route[];
  let clean: readonly Route[];
  let reaper: Reaper;
  let edge: ProcessEdge;
  let plain = 'redirect';
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
      const page = Buffer.from('<h1>Stock: 7</h1>');
      response.setHeader('x-frame-options', 'DENY').setHeader('etag', '"1"');
      if (request.url === '/not-modified' && request.headers['if-none-match']) response.writeHead(304).end();
      else if (request.headers['accept-encoding'] === 'gzip') {
        response
          .writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' })
          .end(gzipSync(page));
      } else if (request.url?.startsWith('/api') === true) {
        response.writeHead(201, { 'content-type': 'application/json' }).end(`{"n":${seen.length}}`);
      } else response.writeHead(200, { 'content-type': 'text/html' }).end(page);
    });
  });

  before(async () => {
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    reaper = await createReaper({ run: `test-edge-${randomBytes(4).toString('hex')}` });
    routes = clean = [{ prefix: '/', port }];
    edge = new ProcessEdge({
      spawn: reaper.spawn,
      logFolder: await reaper.makeFolder('edge-test'),
      routes,
      reroute: async (next) => void (routes = next),
      answerPlain: async (answer) => void (plain = answer),
    });
  });
  after(async () => {
    await reaper?.close();
    server.close();
    server.closeAllConnections();
  });
  beforeEach(() => void seen.splice(0));

  async function ask(
    path: string,
    options: { method?: 'POST'; headers?: Record<string, string>; body?: string } = {},
  ) {
    await using pool = Object.assign(new Pool(`http://127.0.0.1:${routes[0]?.port ?? 0}`), {
      [Symbol.asyncDispose]: () => pool.close(),
    });
    const startedAt = performance.now();
    const answer = await pool.request({ method: 'GET', path, ...options });
    const bytes = Buffer.from(await answer.body.arrayBuffer());
    const { statusCode: status, headers } = answer;
    return { status, headers, bytes, text: bytes.toString(), durationMs: performance.now() - startedAt };
  }

  async function between(rules: readonly EdgeRule[], act: () => Promise<void>): Promise<void> {
    await using inserted = await edge.insert(rules);
    assert.ok(inserted);
    assert.notDeepEqual(routes, clean);
    await act();
  }

  it('is in between while it is inserted, and out again afterwards', async () => {
    await between(
      [{ when: {}, removeHeaders: ['X-Frame-Options'], setHeaders: { 'X-Own': 'yes' } }],
      async () => {
        const { headers, text } = await ask('/');
        assert.equal(headers['x-frame-options'], undefined);
        assert.equal(headers['x-own'], 'yes');
        assert.equal(text, '<h1>Stock: 7</h1>');
      },
    );
    assert.deepEqual(routes, clean);
    assert.equal((await ask('/')).headers['x-frame-options'], 'DENY');
  });

  it('asks the release that is in place by then, and leaves the front with it', async () => {
    const next = createServer((_, response) => response.end('the next release'));
    const port = await freePort();
    await new Promise<void>((resolve) => next.listen(port, '127.0.0.1', resolve));
    try {
      await edge.follow([{ prefix: '/', port }]);
      await using _edge = await edge.insert([{ when: {}, setHeaders: { 'x-seam': '1' } }]);
      const { headers, text } = await ask('/');
      assert.deepEqual([headers['x-seam'], text], ['1', 'the next release']);
    } finally {
      assert.equal(routes[0]?.port, port);
      await edge.follow(clean);
      next.close();
      next.closeAllConnections();
    }
  });

  it('hits what every condition fits, and nothing else', async () => {
    const rules = [{ when: { method: 'POST', path: '^/api/', contentType: 'json' }, status: 500 }];
    await between(rules, async () => {
      assert.equal((await ask('/api/x', { method: 'POST' })).status, 500);
      assert.equal((await ask('/api/x')).status, 201);
      assert.equal((await ask('/other', { method: 'POST' })).status, 200);
    });
  });

  it('hits a share evenly and exactly', async () => {
    await between([{ when: { share: 0.1 }, answer: { status: 503, body: 'no' } }], async () => {
      const hits: number[] = [];
      for (let index = 1; index <= 30; index += 1) if ((await ask('/')).status === 503) hits.push(index);
      assert.deepEqual(hits, [10, 20, 30]);
    });
  });

  it('answers by itself without asking', async () => {
    const answer = { status: 200, headers: { 'content-type': 'application/json' }, body: '{"status":"ok"}' };
    await between([{ when: { path: '^/ready$' }, answer }], async () => {
      const { status, text, headers } = await ask('/ready');
      assert.deepEqual([status, text, headers['content-type']], [200, '{"status":"ok"}', 'application/json']);
      assert.equal(seen.length, 0);
    });
  });

  it('edits the request: headers, and one byte in the middle', async () => {
    const body = 'a'.repeat(101);
    const rules: EdgeRule[] = [
      {
        when: {},
        removeRequestHeaders: ['Authorization'],
        setRequestHeaders: { 'X-Tenant': 'b' },
        flipRequestByteAt: 0.5,
      },
    ];
    await between(rules, async () => {
      await ask('/', { method: 'POST', headers: { authorization: 'Bearer x', 'x-tenant': 'a' }, body });
      assert.equal(seen[0]?.headers['authorization'], undefined);
      assert.equal(seen[0]?.headers['x-tenant'], 'b');
      const changed = [...(seen[0]?.body ?? [])].flatMap((byte, at) => (byte === 97 ? [] : [at]));
      assert.deepEqual([seen[0]?.body.length, changed], [101, [50]]);
    });
  });

  it('replaces text in plain and gzip answers, and asks for them whole', async () => {
    await between(
      [{ when: { contentType: 'html' }, replaceBody: { find: 'Stock: (\\d)', replace: 'Stock: $19' } }],
      async () => {
        assert.equal((await ask('/')).text, '<h1>Stock: 79</h1>');
        const packed = await ask('/', { headers: { 'accept-encoding': 'gzip' } });
        assert.equal(packed.headers['content-encoding'], 'gzip');
        const { gunzipSync } = await import('node:zlib');
        assert.equal(gunzipSync(packed.bytes).toString(), '<h1>Stock: 79</h1>');
        assert.equal(
          (await ask('/not-modified', { headers: { 'if-none-match': '"1"' } })).text,
          '<h1>Stock: 79</h1>',
        );
      },
    );
  });

  it('sends a request several times and returns the first answer', async () => {
    await between([{ when: { method: 'POST' }, repeat: 3 }], async () => {
      const { text } = await ask('/api/jobs', { method: 'POST', body: 'x' });
      assert.equal(text, '{"n":1}');
      assert.deepEqual(
        seen.map(({ method, body }) => `${method} ${body.toString()}`),
        ['POST x', 'POST x', 'POST x'],
      );
    });
  });

  it('waits before it answers', async () => {
    await between([{ when: { path: '^/slow' }, delayMs: 300 }], async () => {
      assert.ok((await ask('/slow')).durationMs >= 300);
      // A busy machine may be slow by itself, but not each time.
      const fast: number[] = [];
      while (fast.length < 20 && !fast.some((ms) => ms < 250)) fast.push((await ask('/fast')).durationMs);
      assert.ok(fast.length < 20, `${fast.join(', ')} ms`);
    });
  });

  it('has plain HTTP answered by the application only while it is asked to', async () => {
    const planted = await edge.servePlainHttp();
    assert.equal(plain, 'application');
    await planted[Symbol.asyncDispose]();
    assert.equal(plain, 'redirect');
  });

  it('refuses rules that say nothing sensible, and a second edge', async () => {
    const refuses = (pattern: RegExp) => (error: unknown) => {
      assert.ok(error instanceof StackError && error.code === 'refused', String(error));
      assert.match(error.message, pattern);
      return true;
    };
    await assert.rejects(
      edge.insert([{ when: {} }, { when: { path: '(' } }]),
      refuses(/edge rule 2: expected a regular expression, got \(/u),
    );
    await assert.rejects(edge.insert([{ when: { share: 2 } }]), refuses(/edge rule 1: .*share/su));
    await assert.rejects(
      edge.insert([{ when: { contentType: 'x' }, repeat: 2 }]),
      refuses(/when\.contentType/u),
    );
    await between([{ when: {} }], async () => {
      await assert.rejects(edge.insert([{ when: {} }]), refuses(/got one already/u));
    });
  });
});
