import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { sampleVerdict } from '../reports/test-support/sample-verdict.ts';
import { goVerdict, saidOf, signature } from '../reports/test-support/signed-run.ts';
import { pathInWorkspace, tellGithub, tellGithubLaunch } from './tell-github.ts';
import type { Terminal } from './terminal.ts';

const verdict = await sampleVerdict();
const names = ['GITHUB_ACTIONS', 'GITHUB_WORKSPACE', 'GITHUB_STEP_SUMMARY'] as const;
const said: string[] = [];
const terminal: Terminal = {
  quiet: false,
  progress: () => undefined,
  result: () => undefined,
  say: (line) => void said.push(line),
  paint: (_colour, text) => text,
};

describe('tellGithub', () => {
  const before = new Map(names.map((name) => [name, process.env[name]]));
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'golive-github-'));
    for (const name of names) delete process.env[name];
    said.length = 0;
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  it('says nothing elsewhere', () => {
    tellGithub(verdict, join(folder, 'shop.target.ts'), terminal);
    assert.deepEqual(said, []);
  });

  it('marks the target’s file and adds to the step’s summary', () => {
    const summary = join(folder, 'summary.md');
    Object.assign(process.env, {
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: folder,
      GITHUB_STEP_SUMMARY: summary,
    });
    tellGithub(verdict, join(folder, 'golive', 'shop.target.ts'), terminal);
    tellGithub(verdict, join(folder, 'golive', 'shop.target.ts'), terminal);
    assert.match(said[0] ?? '', /^::error file=golive\/shop\.target\.ts,/u);
    assert.equal(readFileSync(summary, 'utf8').match(/^## ❌ NO-GO: Sample system$/gmu)?.length, 2);
  });

  it('says each time that somebody signs where the launch stands', async () => {
    const summary = join(folder, 'summary.md');
    Object.assign(process.env, {
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: folder,
      GITHUB_STEP_SUMMARY: summary,
    });
    const go = await goVerdict();
    for (const records of [[], [signature('operations', 'reject', [], 'the disks are full')]]) {
      tellGithubLaunch(go, terminal, saidOf(go, { records }));
    }
    assert.equal(said.length, 2);
    assert.match(
      said[0] ?? '',
      /^::notice title=Golive%3A GO%2C not authorised yet::.*%0A.*missing: development/u,
    );
    assert.match(said[1] ?? '', /^::error title=Golive%3A GO%2C REJECTED::.*by Person of operations/u);
    assert.match(readFileSync(summary, 'utf8'), /## ☑️ GO, not authorised yet[^]*## ❌ GO, REJECTED/u);
  });

  it('says that a summary cannot be written, and goes on', () => {
    Object.assign(process.env, { GITHUB_STEP_SUMMARY: join(folder, 'missing', 'summary.md') });
    tellGithub(verdict, join(folder, 'shop.target.ts'), terminal);
    assert.equal(said.length, 1);
    assert.match(said[0] ?? '', /^golive: GITHUB_STEP_SUMMARY: expected a file that can be written: ENOENT/u);
  });

  it('knows what lies in the repository', () => {
    assert.equal(pathInWorkspace('/w/a/b.ts', '/w/a'), 'b.ts');
    assert.equal(pathInWorkspace('/w/other/b.ts', '/w/a'), null);
    assert.equal(pathInWorkspace('/w/a', '/w/a'), null);
  });
});
