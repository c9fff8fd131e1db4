import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { caddyfile } from './caddyfile.ts';
import type { FrontSettings } from './front-settings.ts';

const settings: FrontSettings = {
  plan: { addHeaders: {}, source: 'a test', maxBodyBytes: 1_000, compress: false },
  hostName: 'shop.example',
  door: '10.1.2.1',
  healthPath: '/alive',
  routes: [
    {
      prefix: '/',
      servers: [
        { host: '10.1.2.11', port: 8080 },
        { host: '10.1.2.12', port: 8080 },
      ],
    },
  ],
  plainHttp: 'redirect',
};

describe('the front’s file for Caddy', () => {
  it('sends each client to a replica by its address, and believes the door alone about who it is', () => {
    const text = caddyfile(settings);
    assert.match(text, /reverse_proxy 10\.1\.2\.11:8080 10\.1\.2\.12:8080 \{\n\t+lb_policy client_ip_hash/u);
    assert.equal(text.match(/proxy_protocol \{\n\t+timeout 5s\n\t+allow 10\.1\.2\.1\/32\n/gu)?.length, 2);
    assert.doesNotMatch(text, /trusted_proxies/u);
  });

  it('asks replicas for their health, and a single server never: there is no other to take its place', () => {
    assert.match(caddyfile(settings), /health_uri \/alive\n\t+health_interval 1s/u);
    const routes = [{ prefix: '/', servers: [{ host: '10.1.2.1', port: 9 }] }];
    assert.doesNotMatch(caddyfile({ ...settings, routes }), /health_/u);
    assert.doesNotMatch(caddyfile(settings), /fail_duration/u);
  });

  it('leads plain HTTP to HTTPS, unless a fault has the application answer it', () => {
    const plain = (text: string): string => text.slice(text.indexOf('http://shop.example'));
    const redirected = plain(caddyfile(settings));
    assert.match(redirected, /redir https:\/\/shop\.example\{uri\} 308/u);
    assert.doesNotMatch(redirected, /reverse_proxy/u);
    const answered = plain(caddyfile({ ...settings, plainHttp: 'application' }));
    assert.match(answered, /reverse_proxy/u);
    assert.doesNotMatch(answered, /redir /u);
  });

  it('adds headers, compresses and limits bodies as the release’s documents say, and no more', () => {
    const plan = { ...settings.plan, addHeaders: { 'X-Say': 'a "b"' }, compress: true };
    const text = caddyfile({ ...settings, plan });
    assert.match(text, /header X-Say "a \\"b\\""/u);
    assert.match(text, /encode zstd gzip/u);
    assert.match(text, /max_size 1000\n/u);
    assert.doesNotMatch(caddyfile(settings), /encode|header X/u);
  });

  it('tries the longest path first', () => {
    const server = (port: number) => [{ host: '10.1.2.11', port }];
    const routes = [
      { prefix: '/', servers: server(1) },
      { prefix: '/api', servers: server(2) },
    ];
    const text = caddyfile({ ...settings, routes });
    assert.ok(text.indexOf('handle /api* {') < text.indexOf('handle {'));
  });

  it('leaves a prefix out, says what it is told to say, and serves files by the first rule that fits', () => {
    const servers = [{ host: '10.1.2.11', port: 1 }];
    const plan = {
      ...settings.plan,
      addHeaders: { 'X-Say': 'hello' },
      answers: [{ path: '/health', status: 200, text: 'healthy' }],
      files: {
        folder: 'dist',
        fallback: 'index.html',
        rules: [{ path: '\\.js$', headers: { 'X-Own': '1' }, inherits: false, fallsBack: false }],
      },
    };
    const text = caddyfile({ ...settings, plan, routes: [{ prefix: '/api/', servers, stripsPrefix: true }] });
    assert.match(text, /handle_path \/api\/\* \{/u);
    assert.match(text, /handle \/health \{\n\t+respond "healthy\\n" 200/u);
    assert.match(text, /handle @rule0 \{\n\t+header -X-Say\n\t+header X-Own "1"\n\t+file_server/u);
    assert.match(text, /handle \{\n\t+try_files \{path\} \/index\.html\n\t+file_server/u);
    assert.match(text, /root \* \/srv\/files\n/u);
    const routes: readonly [] = [];
    assert.match(
      caddyfile({ ...settings, plan, routes, filesRoot: '/srv/later/1' }),
      /root \* \/srv\/later\/1\n/u,
    );
    assert.doesNotMatch(caddyfile(settings), /file_server/u);
  });
});
