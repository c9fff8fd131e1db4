import assert from 'node:assert/strict';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { OUTCOMES, readSamples, SampleWriter, type Sample } from './samples.ts';

test('samples come back as they were written, and a cut last record is left out', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'load-samples-'));
  const file = join(folder, 'samples.bin');
  const names = ['list', 'edit'];
  const samples: Sample[] = OUTCOMES.map((outcome, sequence) => ({
    sequence,
    part: 2,
    phase: sequence % 2 === 0 ? 'measured' : 'warm-up',
    name: names[sequence % 2] ?? '',
    status: 200 + sequence,
    outcome,
    intendedMs: 1234.5 * sequence,
    latenessMs: 0.25,
    latencyMs: 98.765,
    bytes: 70_000 * sequence,
  }));
  const writer = new SampleWriter(file, names);
  for (const sample of samples) writer.add(sample);
  writer.close();
  await appendFile(file, Buffer.alloc(11));
  assert.deepEqual(await readSamples(file, names), samples);
  await rm(folder, { recursive: true });
});
