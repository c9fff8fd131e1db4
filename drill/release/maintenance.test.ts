import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hazardsOf, scheduledTexts } from './maintenance.ts';

const found = (path: string, text: string): readonly string[] =>
  hazardsOf(scheduledTexts({ files: [{ path, text }] }));

const dangerous: readonly (readonly [string, string, RegExp])[] = [
  ['deploy/crontab', '0 3 * * 0 docker system prune -af --volumes', /^deploy\/crontab:1: .*volumes-removed/u],
  ['docs/ops.md', 'Add to cron:\n\n    @weekly rm -rf /var/lib/docker', /^docs\/ops\.md:3: .*files-removed/u],
  [
    'scripts/backup.sh',
    '#!/bin/sh\npg_dump shop | gzip > shop.gz',
    /^scripts\/backup\.sh:2: .*failure-hidden/u,
  ],
  ['etc/clean.service', '[Service]\nExecStart=/usr/bin/docker volume prune -f', /^etc\/clean\.service:2: /u],
  [
    'PLAN.md',
    '## Weekly maintenance\n\n```sh\ndocker system prune -a\n```\n',
    /^PLAN\.md:4: .*images-removed/u,
  ],
];

for (const [path, text, told] of dangerous) {
  test(`${path}: ${JSON.stringify(text)} is found`, () => {
    const [first, ...more] = found(path, text);
    assert.match(first ?? '', told);
    assert.deepEqual(more, []);
  });
}

const harmless: readonly (readonly [string, string])[] = [
  ['deploy/crontab', '0 3 * * * /srv/app/nightly.sh /var/backups'],
  ['scripts/reset-dev.sh', 'dropdb shop_dev'],
  ['docs/dev.md', '## Starting anew\n\n```sh\ndocker compose down -v\n```\n'],
  ['scripts/nightly.sh', 'open=$(mktemp -d)\ntrap \'rm -rf -- "$open"\' EXIT'],
  ['scripts/backup.sh', 'set -euo pipefail\npg_dump shop | gzip > shop.gz'],
];

for (const [path, text] of harmless) {
  test(`${path}: ${JSON.stringify(text)} is left alone`, () => {
    assert.deepEqual(found(path, text), []);
  });
}

test('a script that the clock starts is read, whatever its name', () => {
  const files = [
    { path: 'crontab', text: '5 4 * * * sh /srv/app/ops/friday.sh' },
    { path: 'ops/friday.sh', text: 'echo 1\nrm -rf /srv/uploads' },
  ];
  assert.match(hazardsOf(scheduledTexts({ files }))[0] ?? '', /^ops\/friday\.sh:2: .*files-removed/u);
});
