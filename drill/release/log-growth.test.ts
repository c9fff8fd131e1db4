import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRotated, rotatedFiles, unboundLogs } from './log-growth.ts';

const source = (files: Readonly<Record<string, string>>) => ({
  files: Object.entries(files).map(([path, text]) => ({ path, text })),
});
const unbound = (files: Readonly<Record<string, string>>): readonly string[] =>
  unboundLogs(source(files)).unbound.map(({ path, line, what }) => `${path}:${line} ${what}`);
const writers = (files: Readonly<Record<string, string>>): number =>
  unboundLogs(source(files)).writers.length;

const rule = `# Logs
Create /etc/logrotate.d/shop:

\`\`\`
/var/log/shop/*.log "/srv/shop/logs/api.log" {
    daily
    rotate 14
}
\`\`\`
`;

test('a container’s log is bounded by its own options, by a driver, or by the whole engine', () => {
  const services = `x-logging: &bounded
  logging: { driver: json-file, options: { max-size: 10m } }
services:
  api:
    image: shop
    <<: *bounded
  jobs:
    image: shop
    logging: { driver: local }
  db:
    image: postgres
`;
  assert.deepEqual(unbound({ 'docker-compose.prod.yml': services }), [
    'docker-compose.prod.yml:10 service db',
  ]);
  const daemon = '{ "log-driver": "json-file", "log-opts": { "max-size": "50m" } }';
  assert.deepEqual(unbound({ 'docker-compose.yml': services, 'deploy/daemon.json': daemon }), []);
});

test('what is composed for development is nobody’s server, nor is the plain file beside one for production', () => {
  const services = 'services:\n  api:\n    image: shop\n';
  assert.equal(writers({ 'docker-compose.dev.yml': services, 'compose.override.yml': services }), 0);
  const both = { 'docker-compose.yml': services, 'docker-compose.prod.yml': services };
  assert.deepEqual(unbound(both), ['docker-compose.prod.yml:2 service api']);
  const stated = unboundLogs(source(both), ['docker-compose.yml']).unbound;
  assert.deepEqual(
    stated.map(({ path }) => path),
    ['docker-compose.yml'],
    'unless it is said which one a system is run by',
  );
  assert.equal(
    writers({ 'docker-compose.yml': 'services: [', 'compose.yaml': 'version: 3' }),
    0,
    'no services',
  );
});

test('a handler that writes one file for ever is told from one that rotates it', () => {
  const files = {
    'app/log.py': "h = logging.FileHandler('shop.log')\nr = RotatingFileHandler('r.log', maxBytes=1)",
    'app/settings.py': `LOGGING = {'handlers': {'file': {
  'class': 'logging.FileHandler', 'level': 'INFO',
  'filename': BASE_DIR / 'django.log',
}, 'kept': {'class': 'logging.handlers.RotatingFileHandler', 'filename': 'kept.log'}}}`,
    'src/log.js': "new winston.transports.File({ filename: 'logs/all.log' });",
    'src/kept.js': "new winston.transports.File({ filename: 'logs/kept.log', maxsize: 1e6, maxFiles: 5 });",
  };
  assert.deepEqual(unbound(files), [
    'app/log.py:1 shop.log',
    'app/settings.py:2 django.log',
    'src/log.js:1 logs/all.log',
  ]);
  assert.equal(writers(files), 4);
});

test('a unit’s journal is bounded, a file that it appends to is not, and a manager’s are by its own rotation', () => {
  const unit = '[Service]\nExecStart=node main.js\n';
  assert.deepEqual(unbound({ 'shop.service': unit }), []);
  assert.equal(writers({ 'shop.service': unit }), 1);
  const appended = `${unit}StandardOutput=append:/var/log/api.log\n`;
  assert.deepEqual(unbound({ 'shop.service': appended }), ['shop.service:3 /var/log/api.log']);
  const manager = { 'ecosystem.config.js': "module.exports = { out_file: './logs/out.log' };" };
  assert.deepEqual(unbound(manager), ['ecosystem.config.js:1 ./logs/out.log']);
  assert.deepEqual(unbound({ ...manager, 'DEPLOY.md': 'pm2 install pm2-logrotate' }), []);
});

test('what cron appends to grows as well', () => {
  const cron = '0 3 * * * /srv/shop/nightly.sh >> /var/log/shop/nightly.log 2>&1\n';
  assert.deepEqual(unbound({ crontab: cron }), ['crontab:1 /var/log/shop/nightly.log']);
  assert.deepEqual(unbound({ crontab: cron, 'DEPLOY.md': rule }), []);
  const anew = '0 3 * * * /srv/shop/nightly.sh > /var/log/nightly.log\n';
  assert.equal(writers({ crontab: anew }), 0, 'begun anew each time');
});

test('a rule of logrotate covers the files that its patterns name, in the folder that they name', () => {
  const rotated = rotatedFiles(source({ 'DEPLOY.md': rule }));
  assert.deepEqual(rotated, ['/var/log/shop/*.log', '/srv/shop/logs/api.log']);
  for (const file of ['api.log', './logs/api.log', '/var/log/shop/out.log'])
    assert.ok(isRotated(file, rotated), file);
  for (const file of ['/var/log/api.log', 'logs/out.log', 'api.txt'])
    assert.ok(!isRotated(file, rotated), file);
  const empty = '/var/log/shop/*.log {\n    compress\n}\n';
  assert.deepEqual(rotatedFiles(source({ 'logrotate.conf': empty })), [], 'it rotates nothing');
  assert.deepEqual(rotatedFiles(source({ 'src/a.ts': '// logrotate\nconst a = {\n  daily,\n};' })), []);
});
