import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { readJournal } from '../../evidence/journal.ts';
import type { ReporterPlay } from '../../evidence/play.ts';
import type { EvidenceRow } from '../../evidence/row.ts';
import { ReportError } from '../../reports/report-error.ts';
import { environment } from '../../stack/environment.ts';
import type { ShardRun } from './read-shards.ts';

const packageRoot = dirname(dirname(import.meta.dirname));
const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli');
const limitMs = 300_000;

export interface Replay {
  /** Empty, and thrown away afterwards. */
  readonly temporaryFolder: string;
  /** Where Playwright’s own report of all shards is made. */
  readonly htmlFolder: string;
  readonly signal: AbortSignal;
}

/**
 * Has Playwright merge the shards' blob reports into one report for people, and replay them to the reporter that
 * writes rows: what it writes is what the shards' journals must hold.
 * @throws ReportError `malformed-shard` where Playwright cannot read them.
 */
export async function replayBlobs(
  shards: readonly ShardRun[],
  replay: Replay,
): Promise<readonly EvidenceRow[]> {
  const { temporaryFolder: folder, htmlFolder, signal } = replay;
  const blobs = gather(shards, join(folder, 'blobs'));
  if (blobs === 0) return [];
  const journal = join(folder, 'evidence.jsonl');
  const configFile = writeConfig({ folder, journal, htmlFolder });
  const words = [playwright, 'merge-reports', '--config', configFile, join(folder, 'blobs')];
  const options = { cwd: packageRoot, env: environment.inherited, signal, timeout: limitMs, maxBuffer: 1e9 };
  try {
    await promisify(execFile)(process.execPath, words, options);
  } catch (cause) {
    signal.throwIfAborted();
    const said = String(Object(cause)['stderr'] || cause)
      .trim()
      .split('\n')
      .slice(0, 3)
      .join(' ');
    throw new ReportError('malformed-shard', `the blob reports cannot be merged: ${said}`, { cause });
  }
  return readJournal(journal).rows;
}

function gather(shards: readonly ShardRun[], into: string): number {
  mkdirSync(into, { recursive: true });
  const all = shards.flatMap(({ blobs, facts }) => blobs.map((blob) => ({ blob, at: facts.shard.index })));
  for (const { blob, at } of all) copyFileSync(blob, join(into, `shard-${at}-${basename(blob)}`));
  return all.length;
}

function writeConfig(into: { folder: string; journal: string; htmlFolder: string }): string {
  const { folder, journal, htmlFolder } = into;
  const secretsFile = join(folder, 'secrets.json');
  // The shards took their own secrets out.
  writeFileSync(secretsFile, '[]');
  const play: ReporterPlay = {
    run: 'merged',
    stack: 'main',
    journal,
    runFolder: folder,
    secretsFile,
    maskedFields: [],
  };
  const playFile = join(folder, 'play.json');
  writeFileSync(playFile, JSON.stringify(play));
  const reporters = [
    [
      join(packageRoot, 'evidence', `playwright-reporter${import.meta.filename.slice(-3)}`),
      { play: playFile },
    ],
    ['html', { outputFolder: htmlFolder, open: 'never' }],
  ];
  const config = { testDir: join(packageRoot, 'suites'), reporter: reporters };
  const file = join(folder, 'merge.config.mjs');
  writeFileSync(file, `export default ${JSON.stringify(config)};\n`);
  return file;
}
