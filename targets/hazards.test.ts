import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findHazards } from './hazards.ts';

const bad: readonly (readonly [string, string])[] = [
  ['volumes-removed', '0 3 * * 0 docker system prune -af --volumes'],
  ['volumes-removed', 'docker compose -f prod.yml down -v'],
  ['images-removed', 'docker image prune -f'],
  ['tables-dropped', 'psql -c "DROP TABLE users"'],
  ['tables-dropped', 'DELETE FROM orders;'],
  ['tables-dropped', 'python manage.py flush --no-input'],
  ['files-removed', 'rm -rf $BACKUP_DIR/*'],
  ['files-removed', 'sudo rm -rf /var/lib/app'],
  ['restored-over', 'pg_restore --clean -d shop backup.dump'],
  ['restored-past-errors', 'psql -h db -U shop -d shop < backup.sql'],
  ['restored-past-errors', 'gunzip -c b.gz | docker exec -i db psql -U shop shop'],
  ['failure-hidden', 'pg_dump shop | gzip > backup.sql.gz'],
  ['failure-hidden', 'docker exec db \\\n  pg_dump -U shop shop \\\n  | gzip > backup.sql.gz'],
  ['failure-hidden', 'mysqldump shop > shop.sql || true'],
  ['live-database-copied', 'cp database/shop.db database/shop.db.$(date +%F)'],
  [
    'live-database-copied',
    'cp d/shop.db d/shop.db.backup.$(date +%F)\nsqlite3 d/shop.db ".backup d/shop.db.backup"',
  ],
  ['live-database-copied', 'tar -C /srv/data -czf b.tgz shop.db'],
  ['live-database-copied', 'sqlite3 /srv/shop.db ".backup \'/tmp/b/shop.db\'"\ncp /srv/shop.db /backup/'],
  ['open-to-everybody', 'chmod -R 777 /var/www'],
  ['password-in-text', '- **Password:** hunter22'],
  ['password-in-text', 'DATABASE_URL=postgres://shop:s3cret99@db.example/shop'],
];

for (const [id, text] of bad) {
  test(`${text.split('\n')[0]}: ${id}`, () => {
    const found = findHazards(text);
    assert.ok(
      found.some(({ rule }) => rule === id),
      JSON.stringify(found),
    );
  });
}

const harmless = [
  'rm -rf .next node_modules',
  'rm -rf /tmp/build',
  'docker compose down',
  'docker compose up -d',
  'pg_dump -Fc shop > shop.dump',
  'set -o pipefail\npg_dump shop | gzip > backup.sql.gz',
  'psql -v ON_ERROR_STOP=1 -f schema.sql',
  'DELETE FROM sessions WHERE expires_at < now();',
  'chmod 755 deploy.sh',
  '# docker system prune -af --volumes would destroy data',
  'Password: <generated>',
  'PASSWORD=${DB_PASSWORD}',
  'password: string',
  'cp config.example.json config.json',
  'sqlite3 shop.db ".backup \'shop.copy\'"',
  'sqlite3 "$DATA/shop.db" ".backup \'$t/shop.db\'"\ntar -C "$t" -czf "$1" shop.db pictures',
  'sqlite3 /srv/shop.db "VACUUM INTO \'/tmp/b/shop.db\'"\nscp /tmp/b/shop.db backup:/kept/shop.db',
];

for (const text of harmless) {
  test(`${text.split('\n')[0]}: nothing against it`, () => {
    assert.deepEqual(findHazards(text), []);
  });
}

test('a hazard says its line, whether a clock runs it, and no password', () => {
  const [prune] = findHazards('echo hello\n0 3 * * 0 docker volume prune -f', 10);
  assert.deepEqual([prune?.line, prune?.scheduled], [11, true]);
  const [password] = findHazards('PASSWORD=hunter22');
  assert.equal(password?.text, 'PASSWORD=…');
  assert.equal(password.scheduled, false);
});
