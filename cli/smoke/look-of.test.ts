import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleVerdict } from '../../reports/test-support/sample-verdict.ts';
import type { RequestNote } from '../../stack/read-only/request-note.ts';
import { lookOf } from './look-of.ts';

const note = (path: string, durationMs: number, over: Partial<RequestNote> = {}): RequestNote => ({
  at: '2026-03-01T12:00:00.000Z',
  method: 'GET',
  path,
  ruling: 'read',
  status: 200,
  durationMs,
  ...over,
});

test('a look keeps what each kind of request took: of those that left and had a good answer', async () => {
  const { byPath, latenciesMs } = lookOf(await sampleVerdict(), 'https://shop.example', [
    note('/api/jobs/1', 40.04),
    note('/api/jobs/22', 50),
    note('/jobs', 70),
    note('/jobs', 900, { status: 502 }),
    note('/jobs', 1, { ruling: 'stopped', status: null }),
  ]);
  assert.deepEqual(byPath, { 'GET /api/jobs/{}': [40, 50], 'GET /jobs': [70] });
  assert.deepEqual(latenciesMs, [40, 50, 70]);
});
