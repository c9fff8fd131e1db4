import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeDisturbance } from './judge-disturbance.ts';
import { refusesBefore } from './releases.ts';
import type { Row } from './tell.ts';
import type { SentWrite } from './traffic.ts';

const write = (endedAtMs: number, said: string): SentWrite => ({
  marker: `m-${endedAtMs}`,
  sentAtMs: endedAtMs,
  endedAtMs,
  confirmed: said === '',
  said,
});

function told(refusedAtMs: number): { readonly isOpen: boolean; readonly rows: readonly Row[] } {
  const times = { beganAtMs: 1_000, healedAtMs: 2_000 };
  const writes = [100, 500, 1_500, 2_500].map((atMs) =>
    write(atMs, atMs === refusedAtMs ? '404 not found' : ''),
  );
  const figures = judgeDisturbance(writes, [], { times, stored: new Set(), readyWithinMs: null });
  const rows: Row[] = [];
  const seen = { times, figures, photos: null, repeated: 0, left: '' };
  const isOpen = refusesBefore(seen, 'the release before: 1 (commit a of 2026-01-04)', (row) =>
    rows.push(row),
  );
  return { isOpen, rows };
}

test('a release before that refuses writes by itself leaves the questions open; one that is replaced does not', () => {
  const { isOpen, rows } = told(500);
  assert.equal(isOpen, true);
  assert.deepEqual(
    [rows[0]?.outcome, rows[0]?.actual],
    ['inconclusive', '1 writes refused before anything was done'],
  );
  assert.match(rows[0]?.reason ?? '', /commit a of 2026-01-04\), refuses by itself .*: 1 × 404 not found/u);
  assert.deepEqual(told(1_500), { isOpen: false, rows: [] });
});
