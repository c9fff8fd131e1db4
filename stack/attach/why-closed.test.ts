import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { catalogue } from '../../checks/catalogue.ts';
import { hooksSchema, type HooksInput } from '../../targets/schema/hooks.ts';
import { loadTarget, targetFile } from '../../targets/load.ts';
import { subjectsOf } from '../../targets/subjects.ts';
import type { Access } from '../facts.ts';
import { whyClosed, type Given } from './why-closed.ts';

const target = await loadTarget(targetFile('reference'));
const account = { email: 'a@b.example', password: 'x' };
const names = [...target.roles.map(({ account: name }) => name), 'newcomer', 'locked', 'technician+1'];
const accounts = Object.fromEntries(names.map((name) => [name, account]));
const sql: NonNullable<Access['sql']> = { engine: 'postgres', url: 'postgres://x' };
const objects = { endpoint: 'https://s', region: 'r', bucket: 'b', accessKeyId: 'k', secretAccessKey: 's' };
const now = new Date('2026-03-01T12:00:00Z');
const command = { command: 'true', timeoutMs: 1_000 };

function given(hooks: HooksInput, access: Given['access'], address = '203.0.113.7'): Given {
  return { target, hooks: hooksSchema.parse(hooks), access, address, now };
}
const nothing = given({}, { accounts: {} });
const frontDoor = given({}, { accounts });
const scratch = {
  database: { engine: 'postgres', urlVariable: 'S' },
  start: command,
  connect: 'a:1',
} as const;
const everything = given(
  {
    commands: {
      backup: command,
      restore: { ...command, scratch: { ...scratch, empty: command }, keyVariable: 'BACKUP_KEY' },
      rotation: command,
      application: { stop: command, start: command, cut: command, mend: command },
      database: { stop: command, start: command },
      objects: { stop: command, start: command },
      logs: command,
      newestBackups: command,
      watch: command,
      storage: command,
      runtimes: command,
      logFiles: command,
    },
    permits: [{ address: '203.0.113.7', allows: ['load', 'ports'], until: '2026-03-01', by: 'Ada' }],
    changesRecords: { until: '2026-03-01', by: 'Ada' },
    sourceAddresses: ['198.51.100.1', '198.51.100.2'],
  },
  { accounts, sql, objects },
);

const open = (to: Given): readonly string[] =>
  catalogue.flatMap((check) =>
    subjectsOf(check, target)
      .filter((subject) => whyClosed(check.id, subject, to) === undefined)
      .map((subject) => `${check.id}/${subject}`),
  );

describe('what an access reaches', () => {
  it('with nothing but the front door, what a stranger can ask', () => {
    const asked = open(nothing);
    for (const one of ['https.redirect/target', 'headers.present/html', 'certificate.trusted/target']) {
      assert.ok(asked.includes(one), one);
    }
    assert.ok(!asked.some((one) => /^(sign-in|task|load|restore|backup|figures|photo)\./u.test(one)));
  });

  it('with accounts, what people can do that starts from nothing that is there already', () => {
    const asked = open(frontDoor);
    assert.ok(asked.includes('sign-in.works/technician'));
    assert.ok(asked.includes('task.confirmed/customer.create'));
    assert.match(whyClosed('task.confirmed', 'work-order.create', frontDoor) ?? '', /it starts from a row/u);
    assert.match(whyClosed('figures.match-database', 'x', frontDoor) ?? '', /expected a database/u);
    assert.match(
      whyClosed('roles.enforced', 'customers.get', frontDoor) ?? '',
      /records\.customer in the hooks/u,
    );
  });

  it('with all of it, all but what only a stack of the run’s own can be asked', () => {
    const asked = open(everything);
    const closed = catalogue
      .flatMap((check) => subjectsOf(check, target).map((subject) => `${check.id}/${subject}`))
      .filter((one) => !asked.includes(one));
    const expected =
      /^(survives\.(lost-replica|disk-full|deploy|rollback)|update\.(arrives|told)|data\.migrated|migrations\.from-empty|build\.as-documented|tests\.(own|coverage)|procedures\.as-written|(keys|outside|alerts)\.(replaced|degrades|arrive))\//u;
    assert.deepEqual(
      closed.filter((one) => !expected.test(one)),
      [],
    );
    assert.ok(closed.length > 0);
  });

  it('odd requests by the hundred go to somebody else’s system only where a load may', () => {
    const bare = given({}, { accounts, sql, objects });
    assert.match(whyClosed('routes.no-crash', 'target', bare) ?? '', /nobody has allowed it/u);
    assert.equal(whyClosed('routes.guarded', 'target', bare), undefined);
    assert.equal(whyClosed('routes.no-crash', 'target', everything), undefined);
    const own = given({}, { accounts, sql, objects }, '127.0.0.1');
    assert.equal(whyClosed('routes.no-crash', 'target', own), undefined);
  });

  it('each command that is missing closes what needs it, and is named', () => {
    const { hooks } = everything;
    const without = (name: string) =>
      Object.entries(hooks.commands).filter(([key]) => key !== name && key !== 'variables');
    const closing = [
      ['rotation', 'backup.retention', /expected commands\.rotation in the hooks/u],
      ['database', 'survives.database-restart', /expected commands\.database in the hooks/u],
      ['objects', 'survives.stack-restart', /expected commands\.objects in the hooks/u],
      ['application', 'survives.database-unreachable', /expected commands\.application\.cut/u],
      ['restore', 'backup.encrypted', /expected commands\.restore\.keyVariable in the hooks/u],
    ] as const;
    for (const [name, check, why] of closing) {
      const less = given({ ...hooks, commands: Object.fromEntries(without(name)) }, everything.access);
      assert.match(whyClosed(check, 'target', less) ?? '', why);
      assert.equal(whyClosed(check, 'target', everything), undefined, check);
    }
    const once = given(
      { ...hooks, commands: { ...hooks.commands, restore: { ...command, scratch } } },
      everything.access,
    );
    assert.match(
      whyClosed('restore.refuses-damage', 'target', once) ?? '',
      /commands\.restore\.scratch\.empty in the hooks: a bad backup/u,
    );
  });

  it('records that were there before are changed only with leave, and until it ends', () => {
    const late = { ...everything, now: new Date('2026-03-02T00:00:01Z') };
    assert.equal(whyClosed('task.confirmed', 'stock.adjust', everything), undefined);
    assert.match(
      whyClosed('task.confirmed', 'stock.adjust', late) ?? '',
      /it may change an item’s stock: expected changesRecords .*ended with 2026-03-01/u,
    );
    assert.match(whyClosed('roles.enforced', 'customers.update', late) ?? '', /were the refusal to fail/u);
    assert.equal(whyClosed('roles.enforced', 'customers.get', late), undefined);
    assert.match(whyClosed('load.p95', 'overall', late) ?? '', /no load: the permit of Ada .* ended/u);
  });

  it('two people of one role are kept apart only where two were given', () => {
    const { 'technician+1': _, ...alone } = accounts;
    assert.match(
      whyClosed('routes.kept-apart', 'target', {
        ...everything,
        access: { accounts: alone, sql, objects },
      }) ?? '',
      /expected accounts\.technician\+1 in the hooks: another person of that role/u,
    );
    assert.equal(whyClosed('routes.kept-apart', 'target', everything), undefined);
  });

  it('limits of one address are not tried from one address alone', () => {
    const alone = given({}, { accounts });
    assert.match(whyClosed('login.limited', 'target', alone) ?? '', /two addresses of this machine/u);
    assert.equal(whyClosed('login.limited', 'target', given({}, { accounts }, '127.0.0.1')), undefined);
  });
});
