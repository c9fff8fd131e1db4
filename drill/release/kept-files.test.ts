import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keptFolders, notBackedUp } from './kept-files.ts';

const source = (files: Readonly<Record<string, string>>) => ({
  files: Object.entries(files).map(([path, text]) => ({ path, text })),
});
const names = (files: Readonly<Record<string, string>>): readonly string[] =>
  keptFolders(source(files)).map(({ name, line }) => `${name}:${line}`);

test('folders are found by the names that frameworks and teams give them', () => {
  assert.deepEqual(names({ 'shop/settings.py': "DEBUG = 1\nMEDIA_ROOT = BASE / 'media'\n" }), ['media:2']);
  assert.deepEqual(names({ 'main.py': 'UPLOAD_DIR = os.path.join("data", "photos")' }), ['photos:1']);
  assert.deepEqual(names({ 'app.js': "const keep = multer({ dest: 'var/incoming/' })" }), ['incoming:1']);
  assert.deepEqual(names({ 'compose.yml': '    volumes:\n      - kept:/app/uploads\n' }), ['uploads:2']);
  assert.deepEqual(names({ 'shop.service': 'Environment=UPLOAD_DIR=/srv/shop/files' }), ['files:1']);
});

test('what reads an upload and keeps nothing, tests, and comparisons name no folder', () => {
  const read = 'async def take(file: UploadFile = File(...)):\n    rows = csv.reader(await file.read())\n';
  assert.deepEqual(names({ 'budgets.py': read, 'tests/conftest.py': "MEDIA_ROOT = '/tmp/x'" }), []);
  assert.deepEqual(names({ 'a.py': "if MEDIA_ROOT == 'media':" }), []);
});

test('what an example of the environment names is a folder where a program reads the variable', () => {
  const example = { 'api/.env.example': 'PORT=3001\nUPLOAD_DIR="uploads"\n' };
  assert.deepEqual(names(example), []);
  assert.deepEqual(names({ ...example, 'api/main.js': 'serve(process.env.UPLOAD_DIR)' }), ['uploads:2']);
  assert.deepEqual(names({ ...example, 'api/config.py': 'upload_dir: str' }), ['uploads:2']);
});

test('a folder that a script or a document copies is backed up; a dump of the database copies none', () => {
  const kept = { 'shop/settings.py': "MEDIA_ROOT = BASE / 'media'" };
  const left = (more: Readonly<Record<string, string>>) => notBackedUp(source({ ...kept, ...more })).length;
  assert.equal(left({ 'backup.sh': 'pg_dump shop > shop.sql' }), 1);
  assert.equal(left({ 'backup.sh': 'tar czf /backups/media.tgz /srv/shop/media' }), 0);
  assert.equal(left({ 'DEPLOY.md': 'rsync -a /srv/shop/media/ backup:/srv' }), 0);
  const deeper = { 'main.py': "UPLOAD_DIR = 'handed/jobs'", 'backup.sh': 'tar czf x.tgz /srv/handed' };
  assert.equal(notBackedUp(source(deeper)).length, 0);
  assert.equal(left({ 'DEPLOY.md': 'rsync -a /srv/shop/static/ backup:/srv' }), 1);
});
