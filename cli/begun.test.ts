import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { builtInTargets, loadTarget, targetFile } from '../targets/load.ts';
import { targetDigest } from '../targets/target-digest.ts';
import { endBegun, readBegun, writeBegun } from './begun.ts';
import type { RunRequest } from './run-context.ts';

const target = await loadTarget(targetFile(builtInTargets[0]));
const request: RunRequest = {
  target,
  targetFile: targetFile(builtInTargets[0]),
  profile: 'acceptance',
  stack: 'process',
  attach: undefined,
  devices: ['android'],
  only: ['stack.ready'],
  source: undefined,
  fault: undefined,
  seed: target.seed.acceptance,
  load: { engine: 'builtin', profile: 'gate' },
  shape: undefined,
  port: undefined,
  reportsFolder: 'reports',
};
const release = { kind: 'source', digest: 'aaaa', version: '1.0.0' } as const;

describe('what a run says when it begins', () => {
  let runFolder = '';
  beforeEach(() => {
    runFolder = mkdtempSync(join(tmpdir(), 'golive-begun-'));
  });
  afterEach(() => rmSync(runFolder, { recursive: true, force: true }));

  it('is read back, with the digests of release and target', () => {
    writeBegun({ id: 'a-run', request, runFolder }, { release });
    const { run, ...rest } = readBegun(runFolder);
    assert.deepEqual(rest, { isPartial: true, isShard: false, fault: null });
    assert.equal(run.id, 'a-run');
    assert.equal(run.release?.digest, 'aaaa');
    assert.equal(run.configuration?.target.digest, targetDigest(target));
  });

  it('ends with the verdict, and not before', () => {
    writeBegun({ id: 'a-run', request, runFolder }, { release });
    endBegun(runFolder);
    assert.equal(existsSync(join(runFolder, 'begun.json')), true);
    writeFileSync(join(runFolder, 'verdict.json'), '{}');
    endBegun(runFolder);
    assert.equal(existsSync(join(runFolder, 'begun.json')), false);
  });

  it('is missed where the run was killed before its stack was up, and refused where it is something else', () => {
    assert.throws(() => readBegun(runFolder), /expected verdict\.json or begun\.json, got neither/u);
    writeFileSync(join(runFolder, 'begun.json'), '{"run":{}}');
    assert.throws(() => readBegun(runFolder), /begun\.json: run\.id: /u);
    writeFileSync(join(runFolder, 'begun.json'), '{');
    assert.throws(() => readBegun(runFolder), /expected JSON, got text that is not/u);
  });
});
