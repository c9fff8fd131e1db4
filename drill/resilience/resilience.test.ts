import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startTinySystem } from '../testing/tiny-system.ts';
import { runResilience } from './resilience.ts';

const only = (check: string) => (checks: readonly string[]) => checks.includes(check);

describe('a stack that is disturbed while people write', () => {
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
