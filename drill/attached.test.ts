import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Observation } from '../evidence/row.ts';
import { attachDriver } from '../stack/attach/attach-driver.ts';
import { createReaper, type Reaper } from '../stack/reaper/reaper.ts';
import { noRecipe } from '../stack/recipes/no-recipe.ts';
import { RunSecrets } from '../stack/run-secrets.ts';
import type { StartedStack } from '../stack/started-stack.ts';
import { hooksSchema } from '../targets/schema/hooks.ts';
import type { EmptyStack } from './drill-context.ts';
import { runDrill } from './drill.ts';
import { startTinySystem, type TinySystem } from './testing/tiny-system.ts';

const operations = fileURLToPath(new URL('./testing/tiny-operations.ts', import.meta.url));
const command = (line: string) => ({ command: line, timeoutMs: 30_000 });
const startWithin = 'i=0; until [ -e started ]; do sleep 0.1; i=$((i+1)); [ $i -lt 200 ] || exit 1; done';

/** A port of [::1] that leads to one of 127.0.0.1, which may be known later. */
async function sixthPort(to: () => number) {
  const server = createServer((visitor) => {
    const inner = connect({ host: '127.0.0.1', port: to() });
    visitor.pipe(inner).pipe(visitor);
    visitor.on('error', () => inner.destroy()).on('close', () => inner.destroy());
    inner.on('error', () => visitor.destroy()).on('close', () => visitor.destroy());
  });
  await once(server.listen(0, '::1'), 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('expected a TCP port, got none');
  const end = (): void => void server.close();
  return { port: address.port, end };
}

const fileOf = ({ access }: Pick<EmptyStack, 'access'>): string => {
  if (access.sql?.engine === 'sqlite') return access.sql.file;
  throw new Error('expected a SQLite file');
};

describe('a system on SQLite that runs already, at an IPv6 address', { timeout: 120_000 }, () => {
  let system: TinySystem;
  let reaper: Reaper;
  let folder: string;
  before(async () => {
    system = await startTinySystem({ engine: 'sqlite' });
    reaper = await createReaper({ run: `test-attached-${randomBytes(4).toString('hex')}` });
    folder = await reaper.makeFolder('hooks');
    mkdirSync(join(folder, reaper.run));
  });
  after(async () => {
    await system[Symbol.asyncDispose]();
    await reaper.close();
  });

  function driverOf(port: number, scratchFile: string, scratchPort: number) {
    const main = system.context.stack;
    const scratch = {
      database: { engine: 'sqlite', file: scratchFile },
      start: command(`touch start-please; ${startWithin}`),
      connect: `[::1]:${scratchPort}`,
    } as const;
    const hooks = hooksSchema.parse({
      // It takes any password, and PATH is set everywhere.
      accounts: { writer: { email: 'a@b.example', passwordVariable: 'PATH' } },
      database: { engine: 'sqlite', file: fileOf(main) },
      caFile: 'ca.pem',
      commands: {
        backup: command(`'${process.execPath}' '${operations}' vacuum '${fileOf(main)}' '{artifact}'`),
        restore: { ...command(`cp '{artifact}' '${scratchFile}'`), scratch },
      },
    });
    const { hostName } = main.facts;
    const deployment = { hostName, port: 443, connect: { host: '::1', port } };
    const hooksFile = join(folder, 'hooks.json');
    const driver = attachDriver({ deployment, compared: undefined, hooks, hooksFile, reportsFolder: folder });
    const options = (name: string) => ({
      target: main.target,
      recipe: noRecipe('tiny'),
      prepared: { folder: '/', release: { version: '1', digest: 'none' }, repaired: [], temporary: false },
      ...{ name, seed: 'as it is', reaper, report: () => undefined, secrets: new RunSecrets() },
    });
    return { driver, options };
  }

  it('is backed up and restored beside, and goes on', async () => {
    const main = system.context.stack;
    const empty = await system.context.stacks.startEmpty('scratch');
    const brought: { stack?: StartedStack } = {};
    const abort = new AbortController();
    const bringing = (async () => {
      while (!existsSync(join(folder, 'start-please')) && !abort.signal.aborted) await pause(50);
      if (abort.signal.aborted) return;
      brought.stack = await empty.bringUp();
      writeFileSync(join(folder, 'started'), '');
    })();
    // Each has an authority of its own.
    const authorities = [main.access, empty.access].map((access) => String(Reflect.get(access, 'caPem')));
    writeFileSync(join(folder, 'ca.pem'), authorities.join('\n'));
    const front = await sixthPort(() => main.facts.front.httpsPort);
    const back = await sixthPort(() => brought.stack?.facts.front.httpsPort ?? 1);
    const { driver, options } = driverOf(front.port, fileOf(empty), back.port);
    const rows: Observation[] = [];
    try {
      await using attached = await driver.start(options('main'));
      assert.equal(attached.facts.front.host, '::1');
      const result = await runDrill({
        ...system.context,
        stacks: {
          main: attached,
          startEmpty: (name) => driver.startEmpty(options(name)),
          destroy: (stack) => driver.destroy(stack),
          keeps: driver.keeps,
          onePlace: driver.onePlace,
        },
        observe: (_stack, row) => void rows.push(row),
      });
      await result.restored?.[Symbol.asyncDispose]();
      await assert.rejects(driver.destroy(attached), /nothing of it is ever destroyed/u);
    } finally {
      abort.abort();
      await bringing;
      await (brought.stack ?? empty)[Symbol.asyncDispose]();
      front.end();
      back.end();
    }
    const said = JSON.stringify(rows, null, 1);
    const outcome = (check: string) => rows.filter((row) => row.check === check).map((row) => row.outcome);
    for (const check of [
      'backup.taken',
      'restore.completes',
      'restore.rows-equal',
      'restore.point',
      'restore.time',
    ]) {
      assert.ok(outcome(check).length > 0, `${check}: ${said}`);
      assert.ok(!outcome(check).some((one) => one === 'fail' || one === 'inconclusive'), `${check}: ${said}`);
    }
    assert.deepEqual(outcome('restore.refuses-damage'), ['inconclusive'], said);
    assert.ok(existsSync(fileOf(main)));
  });

  it('is never restored into its own file by another name, nor into one that holds tables', async () => {
    const main = system.context.stack;
    const link = join(folder, 'other-name.db');
    linkSync(fileOf(main), link);
    const own = driverOf(2, link, 3);
    await assert.rejects(own.driver.startEmpty(own.options('own')), /its database is the deployment’s own/u);
    rmSync(link);
    const full = await system.context.stacks.startEmpty('full');
    const { DatabaseSync } = await import('node:sqlite');
    const database = new DatabaseSync(fileOf(full));
    database.exec('create table theirs (id integer)');
    database.close();
    const theirs = driverOf(2, fileOf(full), 3);
    await assert.rejects(theirs.driver.startEmpty(theirs.options('theirs')), /its database holds 1 tables/u);
    await full[Symbol.asyncDispose]();
  });
});
