import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FrontSettings } from './front-settings.ts';
import { nginxConf } from './nginx-conf.ts';

const settings: FrontSettings = {
  plan: {
    addHeaders: { 'X-Say': 'hello' },
    source: 'a test',
    maxBodyBytes: 1_000,
    compress: false,
    answers: [{ path: '/health', status: 200, text: 'healthy' }],
    files: {
      folder: 'dist',
      fallback: 'index.html',
      rules: [
        { path: '\\.js$', headers: { 'Cache-Control': 'public' }, inherits: false, fallsBack: false },
        { path: '^/pages/', headers: { 'X-Own': '1' }, inherits: true, fallsBack: true },
      ],
    },
  },
  hostName: 'shop.example',
  door: '10.1.2.1',
  healthPath: '/alive',
  routes: [
    { prefix: '/api/', servers: [{ host: '10.1.2.11', port: 8080 }], stripsPrefix: true },
    { prefix: '/live/', servers: [{ host: '10.1.2.13', port: 8081 }] },
  ],
  plainHttp: 'redirect',
};
const text = nginxConf(settings);

describe('the front’s file for nginx', () => {
  it('leaves a prefix out where the documented front does, and nowhere else', () => {
    assert.match(text, /location \^~ \/api\/ \{\n\s+proxy_pass http:\/\/application_0\/;/u);
    assert.match(text, /location \^~ \/live\/ \{\n\s+proxy_pass http:\/\/application_1;/u);
  });

  it('says by itself what it is told to say', () => {
    assert.match(text, /location = \/health \{\n\s+default_type text\/plain;\n\s+return 200 "healthy\\n";/u);
  });

  it('serves files by the rule of their path, with the headers of the server where these are inherited', () => {
    const rule = (from: string): string => text.slice(text.indexOf(from)).split('}')[0] ?? '';
    const script = rule('location ~ "\\\\.js$"');
    assert.match(script, /add_header Cache-Control "public";/u);
    assert.match(script, /try_files \$uri =404;/u);
    assert.doesNotMatch(script, /X-Say/u);
    const page = rule('location ~ "^/pages/"');
    assert.match(page, /add_header X-Say "hello" always;/u);
    assert.match(page, /try_files \$uri \/index\.html;/u);
    assert.match(rule('location / {'), /try_files \$uri \/index\.html;/u);
  });

  it('turns to the files of a release that is put in place', () => {
    assert.match(text, /root \/srv\/files;/u);
    const turned = nginxConf({ ...settings, filesRoot: '/srv/later/1' });
    assert.match(turned, /root \/srv\/later\/1;/u);
    assert.doesNotMatch(turned, /root \/srv\/files;/u);
  });

  it('serves no file where the release has none for it', () => {
    const { files: _files, ...plan } = settings.plan;
    assert.doesNotMatch(nginxConf({ ...settings, plan }), /try_files/u);
  });
});
