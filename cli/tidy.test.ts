import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openSql } from '../stack/clients/sql.ts';
import { referenceRemovals } from '../targets/reference.removals.ts';
import type { HooksInput } from '../targets/schema/hooks.ts';
import { startDeployment, withDatabase, type RunningDeployment } from './testing/deployment.ts';
import { startGolive, type Ended, type GoliveChild } from './testing/golive-child.ts';
import { makePlace, type Place } from './testing/place.ts';

const command = (line: string) => ({ command: line, timeoutMs: 60_000 });

describe('after kill -9 of a run that was attached', { timeout: 300_000 }, () => {
  let deployment: RunningDeployment;
  let place: Place;
  before(async () => {
    deployment = await startDeployment();
    place = makePlace();
  });
  after(async () => {
    place[Symbol.dispose]();
    await deployment[Symbol.asyncDispose]();
  });

  const attach = (given: Partial<HooksInput>, only: string): GoliveChild => {
    const { facts } = deployment.stack;
    const { httpsPort } = facts.front;
    const at = ['--url', `https://${facts.hostName}`, '--connect', `127.0.0.1:${httpsPort}`];
    const hooks = ['--hooks', deployment.hooks(place.folder, given)];
    const run = ['--reports', place.reports, '--device', 'android', '--only', only];
    return startGolive({
      place,
      environment: deployment.environment,
      arguments: ['verify', 'reference', '--stack', 'attach', ...at, ...hooks, ...run],
    });
  };
  const last = (): string => [...place.runs()].sort().at(-1) ?? '';
  const tidy = async (...words: readonly string[]): Promise<Ended> =>
    await startGolive({
      place,
      environment: deployment.environment,
      // Without a name it is the last that was attached, though a killed run is never the latest.
      arguments: ['tidy', '--reports', place.reports, ...words],
    }).ended;
  const customers = async (): Promise<number> => {
    if (!deployment.stack.access.sql) throw new Error('expected a database');
    await using sql = openSql(deployment.stack.access.sql);
    return Number((await sql.query('select count(*)::int as n from customers'))[0]?.['n']);
  };
  const killed = async (golive: GoliveChild): Promise<void> => {
    golive.child.kill('SIGKILL');
    assert.equal((await golive.ended).signal, 'SIGKILL');
  };

  it('tidy takes its records out, tells what no rule answers for, and may be repeated', async () => {
    const before = await customers();
    const [first] = referenceRemovals;
    assert.ok(first && 'count' in first.by);
    const slow = {
      ...first,
      by: { ...first.by, count: 'select count(*)::int as n from pg_sleep(30) where $1::text is not null' },
    };
    const golive = attach({ ...withDatabase, removals: [slow] }, 'task.confirmed/customer.create');
    await golive.reached({ line: /taking out the records of this run/u });
    const early = await tidy();
    assert.equal(early.code, 2, early.stderr);
    assert.match(early.stderr, /expected a run that has ended, process \d+ still plays it/u);
    await killed(golive);
    assert.ok((await customers()) > before);
    const listed = await tidy('--hooks', deployment.hooks(place.folder, withDatabase));
    assert.equal(listed.code, 1, listed.stderr);
    assert.match(listed.stderr, /left behind: POST \/api\/customers, once, .*no removal covers it/u);
    assert.match(readFileSync(join(place.reports, last(), 'left-behind.txt'), 'utf8'), /api\/customers/u);
    const whole = deployment.hooks(place.folder, { ...withDatabase, removals: referenceRemovals });
    for (const removed of [1, 0]) {
      const done = await tidy('--hooks', whole);
      assert.match(done.stderr, new RegExp(`${removed} records removed, 0 things left`, 'u'));
      assert.equal(done.code, 0);
      assert.equal(await customers(), before);
    }
    assert.ok(!existsSync(join(place.reports, last(), 'left-behind.txt')));
  });

  it('tidy starts what the run had stopped, by the run’s own hooks', async () => {
    const stop = command('touch stopped; sleep 50');
    const golive = attach(
      { commands: { database: { stop, start: command('touch started') } } },
      'health.truthful',
    );
    while (!existsSync(join(place.folder, 'stopped')))
      await golive.reached({ line: /preflight/u, afterMs: 50 });
    await killed(golive);
    assert.ok(!existsSync(join(place.folder, 'started')));
    const done = await tidy();
    assert.equal(done.code, 0, done.stderr);
    assert.ok(existsSync(join(place.folder, 'started')));
  });
});
