import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, open, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { makeWalFolder, walArchiving } from '../stack/database/base-backup.ts';
import { findPostgresBinDirectory } from '../stack/database/bin-directory.ts';
import { startPostgresCluster, type PostgresCluster } from '../stack/database/cluster.ts';
import { freePort } from '../stack/ports.ts';
import { StackError } from '../stack/stack-error.ts';
import { tryPointInTime, type PointInTimeOptions } from './point-in-time.ts';

describe('a physical backup of PostgreSQL, restored to a moment', () => {
  let folder: string;
  let walFolder: string;
  let binDirectory: string;
  let cluster: PostgresCluster;
  let written = 0;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'golive-moment-'));
    await chmod(folder, 0o711);
    walFolder = join(folder, 'log');
    binDirectory = await findPostgresBinDirectory(spawn);
    await makeWalFolder(spawn, walFolder);
    cluster = await startPostgresCluster({
      folder: join(folder, 'pg'),
      port: await freePort(),
      binDirectory,
      spawn,
      settings: walArchiving(walFolder),
    });
    await cluster.createDatabase('shop');
    await ask(`CREATE TABLE orders (id serial PRIMARY KEY, note text NOT NULL UNIQUE);
      CREATE INDEX by_note ON orders (note DESC);
      INSERT INTO orders (note) SELECT 'seeded ' || n FROM generate_series(1, 5000) n`);
  });
  after(async () => {
    await cluster?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function ask(sql: string) {
    const client = await cluster.connect('shop');
    return await client.query(sql).finally(() => client.end());
  }

  async function restored(name: string, changed: Partial<PointInTimeOptions> = {}) {
    const own = join(folder, name);
    await mkdir(own);
    const { uid, gid } = await stat(cluster.dataFolder);
    await chown(own, uid, gid);
    return await tryPointInTime({
      cluster,
      spawn,
      binDirectory,
      walFolder,
      folder: own,
      database: 'shop',
      port: await freePort(),
      write: async () => void (await ask(`INSERT INTO orders (note) VALUES ('written ${(written += 1)}')`)),
      ...changed,
    });
  }
  const refusal = (pattern: RegExp) => (error: unknown) =>
    error instanceof StackError && error.code === 'command-failed' && pattern.test(error.message);

  it('brings back what was committed up to it, and nothing after it', async () => {
    const { differences, allowed } = await restored('clean');
    assert.deepEqual(differences, []);
    assert.deepEqual(
      allowed.map(({ kind, subject }) => `${kind} ${subject}`),
      ['sequence.position public.orders_id_seq'],
    );
  });

  it('is found wanting where something was written that the moment should have left out', async () => {
    let isNoted = false;
    const { differences } = await restored('too-much', {
      // The same moment is asked for again, with a row that is committed before it.
      cluster: {
        ...cluster,
        async connect(database) {
          if (database === 'shop' && isNoted) await ask(`INSERT INTO orders (note) VALUES ('late')`);
          isNoted = true;
          return await cluster.connect(database);
        },
      },
    });
    assert.deepEqual(
      differences.map(({ kind, subject, expected, actual }) => [
        kind,
        subject,
        Number.parseInt(actual, 10) - Number.parseInt(expected, 10),
      ]),
      [['table.count', 'public.orders', 1]],
    );
  });

  it('is refused where one byte of one file changed', async () => {
    const meanwhile = async (baseBackup: string) => {
      const file = await open(join(baseBackup, 'global', 'pg_filenode.map'), 'r+');
      await file.write(Buffer.from([0x55]), 0, 1, 100);
      await file.close();
    };
    await assert.rejects(restored('changed', { meanwhile }), refusal(/pg_filenode\.map/u));
  });

  it('is refused where a piece of the log is missing', async () => {
    const meanwhile = async () => {
      const pieces = (await readdir(walFolder)).filter((name) => /^[0-9A-F]{24}$/u.test(name)).sort();
      await rm(join(walFolder, pieces.at(-1) ?? assert.fail('no piece of the log')));
    };
    await assert.rejects(
      restored('gap', { meanwhile }),
      refusal(/recovery ended before configured recovery target was reached/u),
    );
  });
});
