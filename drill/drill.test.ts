import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Observation } from '../evidence/row.ts';
import { runDrill } from './drill.ts';
import { runPreflight } from './preflight.ts';
import { startTinySystem } from './testing/tiny-system.ts';

const restoreChecks = {
  'backup.taken': 'pass',
  'restore.completes': 'pass',
  'restore.refuses-damage': 'pass',
  'restore.rows-equal': 'pass',
  'restore.structure-equal': 'pass',
  'restore.objects-equal': 'pass',
  'restore.point': 'pass',
  'restore.time': 'pass',
} as const;

// Each has a stack of its own.
describe('the drill on PostgreSQL and a bucket', { concurrency: 2 }, () => {
  it('is green on a clean system, which is in service elsewhere afterwards', async () => {
    await using system = await startTinySystem({ engine: 'postgres' });
    await runPreflight(system.context);
    const result = await runDrill(system.context);
    await using restored = result.restored;
    assert.deepEqual(
      system.outcomes(),
      {
        'stack.ready': 'pass',
        'health.truthful': 'pass',
        ...restoreChecks,
      },
      JSON.stringify(system.rows, null, 1),
    );
    assert.notEqual(restored?.facts.front.httpsPort, system.context.stack.facts.front.httpsPort);
    assert.ok((result.rpoMs ?? 0) > 0 && (result.rtoMs ?? 0) > 0 && result.artifactBytes > 10_000);
    assert.ok(result.differences.every((difference) => 'reason' in difference));
    const [still, moment] = rowsCompared(system.rows);
    // Three writes and more were confirmed before the snapshot was taken; each left a row.
    assert.ok((moment?.n ?? 0) >= (still?.n ?? Infinity) + 3, JSON.stringify([still, moment]));
  });

  it('goes on where a health page never was as its plan says: it hides nothing else of the restore', async () => {
    await using system = await startTinySystem({ engine: 'postgres', healthPath: '/ready' });
    await using restored = (await runDrill(system.context)).restored;
    assert.ok(restored !== null);
    assert.deepEqual(system.outcomes(), { ...restoreChecks, 'restore.completes': 'fail' });
    assert.match(
      system.reasons('restore.completes'),
      /\/ready: expected 200, \/status ok, saw 200 .*no better before the disaster/u,
    );
  });

  it('names a table that the backup misses, and a sequence that the restore loses', async () => {
    await using system = await startTinySystem({
      engine: 'postgres',
      shims: { pg_dump: 'exec "$REAL" --exclude-table-data=invoices "$@"' },
      restoreShims: {
        pg_restore: `"$REAL" "$@" || exit $?\npsql -qX --dbname="$DATABASE_URL" -c "select setval('sessions_id_seq', 1, false)" >/dev/null`,
      },
    });
    await using _restored = (await runDrill(system.context)).restored;
    assert.deepEqual(system.outcomes(), {
      ...restoreChecks,
      'restore.rows-equal': 'fail',
      'restore.structure-equal': 'fail',
    });
    assert.match(
      system.reasons('restore.rows-equal'),
      /public\.invoices: table\.count: expected 50 rows, got 0 rows/u,
    );
    assert.match(system.reasons('restore.structure-equal'), /public\.sessions_id_seq: sequence\./u);
    const found = rowsCompared(system.rows).map(({ outcome }) => outcome);
    assert.deepEqual(found, ['fail', 'fail'], 'left out or not, the racing rows hide nothing');
  });

  it('is not fooled by a dump that is cut short with exit code 0, nor by a readiness page that lies', async () => {
    await using system = await startTinySystem({
      engine: 'postgres',
      shims: {
        pg_dump: `"$REAL" "$@"\nfor word; do case "$word" in --file=*) file=\${word#--file=};; esac; done\ntruncate -s 60000 "$file"`,
      },
    });
    const { stack } = system.context;
    {
      await using _edge = await stack.edge.insert([
        { when: { path: '^/ready' }, answer: { status: 200, body: '{}' } },
      ]);
      await runPreflight(system.context);
    }
    assert.equal((await stack.operate(query)).stdout.trim(), '1', 'the database is back');
    const { restored } = await runDrill(system.context);
    assert.equal(restored, null);
    const { 'restore.completes': completes, 'health.truthful': truthful } = system.outcomes();
    assert.deepEqual([completes, truthful, system.outcomes()['backup.taken']], ['fail', 'fail', 'pass']);
    assert.match(system.reasons('restore.completes'), /exit code of the restore: expected 0, .*pg_restore/su);
    assert.match(
      system.reasons('health.truthful'),
      /while the database is gone: expected 503 within 5000 ms/u,
    );
    assert.equal(system.outcomes()['restore.refuses-damage'], 'inconclusive');
  });
});

/** The comparison that leaves the racing rows out, and the one as of the backup's own snapshot. */
const rowsCompared = (rows: readonly Observation[]): readonly Observation[] =>
  rows.filter(({ check }) => check === 'restore.rows-equal');

const query = { program: 'sh', arguments: ['-c', 'psql "$DATABASE_URL" -Atc "SELECT 1"'], timeoutMs: 10_000 };

describe('the drill on SQLite', () => {
  it('restores by a plain copy, which refuses nothing: that is said', async () => {
    await using system = await startTinySystem({ engine: 'sqlite' });
    await runPreflight(system.context);
    await using _restored = (await runDrill(system.context)).restored;
    const { 'restore.objects-equal': _objects, ...expected } = restoreChecks;
    assert.deepEqual(
      system.outcomes(),
      {
        'stack.ready': 'pass',
        ...expected,
        'restore.refuses-damage': 'fail',
      },
      JSON.stringify(system.rows, null, 1),
    );
    assert.match(system.reasons('restore.refuses-damage'), /exit code 0, and the system came up on it/u);
  });
});
