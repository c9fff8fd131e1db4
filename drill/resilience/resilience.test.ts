import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { StackError } from '../../stack/stack-error.ts';
import { startTinySystem } from '../testing/tiny-system.ts';
import { runResilience } from './resilience.ts';

const only = (check: string) => (checks: readonly string[]) => checks.includes(check);

// Each has a stack of its own, and mostly waits for what it has broken.
describe('a stack that is disturbed while people write', { concurrency: 2 }, () => {
  it('is green where the system comes back by itself with every confirmed write', async () => {
    await using system = await startTinySystem({ engine: 'postgres' });
    const context = { ...system.context, wants: only('survives.database-restart') };
    const [result] = await runResilience(context);
    assert.deepEqual(
      system.outcomes(),
      { 'survives.database-restart': 'pass' },
      JSON.stringify(system.rows, null, 1),
    );
    assert.ok(result && result.figures.withoutServiceMs >= 3_000, 'the database was gone for 3 s');
    assert.ok(result.figures.refusals.length > 0 && result.figures.confirmed >= 20);
  });

  it('is red where writes are confirmed that nobody stored', async () => {
    await using system = await startTinySystem({ engine: 'postgres' });
    const { stack } = system.context;
    await using _edge = await stack.edge.insert([
      {
        when: { method: 'POST', path: '^/notes', share: 0.1 },
        answer: { status: 201, headers: { 'content-type': 'application/json' }, body: '{"id":1}' },
      },
    ]);
    await runResilience({ ...system.context, wants: only('survives.objects-down') });
    assert.deepEqual(system.outcomes(), { 'survives.objects-down': 'fail' });
    assert.match(system.reasons('survives.objects-down'), /confirmed, and not in the database: upset-/u);
    assert.ok(stack.component('objects'), 'the stack is whole again');
  });

  it('is red where photos are confirmed that nobody stored', async () => {
    await using system = await startTinySystem({ engine: 'postgres' });
    await using _edge = await system.context.stack.edge.insert([
      {
        when: { method: 'POST', path: '^/photos', share: 0.3 },
        answer: { status: 201, headers: { 'content-type': 'application/json' }, body: '{}' },
      },
    ]);
    await runResilience({ ...system.context, wants: only('survives.objects-down') });
    assert.match(
      system.reasons('survives.objects-down'),
      /without row, or without those bytes in the bucket/u,
    );
    assert.doesNotMatch(system.reasons('survives.objects-down'), /not in the database/u);
  });

  it('confirms nothing on a full disk, and is in service again once there is room', async () => {
    await using system = await startTinySystem({ engine: 'postgres' });
    const [result] = await runResilience({ ...system.context, wants: only('survives.disk-full') });
    const why = JSON.stringify(system.rows, null, 1);
    if (result === undefined) assert.match(why, /as root or in a user namespace/u);
    else {
      assert.deepEqual(system.outcomes(), { 'survives.disk-full': 'pass' }, why);
      assert.ok(result.figures.refused > 0 && (result.photos?.refused ?? 0) > 0, why);
    }
  });

  it('deploys over the release before, rolls back and deploys again', async () => {
    await using system = await startTinySystem({ engine: 'postgres' });
    const wants = (checks: readonly string[]) =>
      checks.includes('survives.deploy') || checks.includes('survives.rollback');
    const results = await runResilience({ ...system.context, wants });
    const passed = { 'survives.deploy': 'pass', 'survives.rollback': 'pass' };
    assert.deepEqual(system.outcomes(), passed, JSON.stringify(system.rows, null, 1));
    assert.equal(results.length, 3);
  });

  it('is red where what was put in place is not what runs, and open where there is no release before', async () => {
    await using system = await startTinySystem({ engine: 'postgres' });
    const { previous } = await system.context.releases();
    const promised = { ...previous, release: { ...previous.release, version: '2' } };
    const startCopy: typeof system.context.startCopy = async (order) => {
      const copy = await system.context.startCopy(order);
      const deploy = copy.deploy?.bind(copy);
      return Object.assign(copy, { deploy: () => deploy?.(previous, { migrates: false }) });
    };
    const releases = () => Promise.resolve({ current: promised, previous });
    const context = { ...system.context, startCopy, wants: only('survives.deploy') };
    await runResilience({ ...context, releases });
    assert.match(system.reasons('survives.deploy'), /expected version 2 on each process, got: tiny says 0/u);
    const none = () => Promise.reject(new StackError('unsupported', 'no release before'));
    await runResilience({ ...context, releases: none });
    assert.match(system.reasons('survives.deploy'), /no release before/u);
  });

  it('is open where the stack has no second process, nor anything that starts one again', async () => {
    await using system = await startTinySystem({ engine: 'postgres' });
    await runResilience({ ...system.context, wants: only('survives.lost-replica') });
    assert.deepEqual(system.outcomes(), { 'survives.lost-replica': 'inconclusive' });
    assert.match(
      system.reasons('survives.lost-replica'),
      /nothing on this stack starts a killed process again/u,
    );
  });
});
