import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { readJournal } from '../../evidence/journal.ts';
import type { EvidenceRow } from '../../evidence/row.ts';
import { findRun } from '../../reports/find-run.ts';
import { ReportError } from '../../reports/report-error.ts';
import type { NamedShard } from '../../reports/shards/compare-shards.ts';
import { readShardFacts } from '../../reports/shards/shard-facts.ts';
import type { Verdict } from '../../reports/verdict.ts';
import { readVerdict } from '../../reports/read-verdict.ts';

/** One shard's run, as it lies in its folder. */
export interface ShardRun extends NamedShard {
  readonly verdict: Verdict;
  readonly rows: readonly EvidenceRow[];
  /** The last line of its journal is half a line: it was killed while it wrote. */
  readonly cutShort: boolean;
  /** Paths of its blob reports. */
  readonly blobs: readonly string[];
}

/**
 * Reads the run of one shard, by its id or its folder.
 * @throws ReportError naming the file that is missing, malformed or damaged.
 */
export function readShardRun(reportsFolder: string, named: string): ShardRun {
  const folder = realpathSync(findRun(reportsFolder, named));
  if (!existsSync(join(folder, 'shard.json'))) {
    throw new ReportError(
      'malformed-shard',
      `${named}: expected the run of a shard (verify --shard), got another run`,
    );
  }
  const facts = readShardFacts(join(folder, 'shard.json'));
  const verdict = readVerdict(join(folder, 'verdict.json'));
  const { rows, cutShort } = readJournal(join(folder, 'evidence.jsonl'));
  return { folder, facts, verdict, rows, cutShort, blobs: readBlobs(folder, facts.blobs) };
}

function readBlobs(folder: string, expected: number): readonly string[] {
  const place = join(folder, 'blob');
  const blobs = existsSync(place) ? readdirSync(place).map((name) => join(place, name)) : [];
  if (blobs.length !== expected) {
    const message = `${place}: expected ${expected} blob reports, as shard.json says, got ${blobs.length}`;
    throw new ReportError('malformed-shard', message);
  }
  blobs.forEach(refuseDamaged);
  return blobs;
}

function refuseDamaged(blob: string): void {
  try {
    unzipSync(readFileSync(blob), { filter: ({ name }) => name.endsWith('.jsonl') });
  } catch (cause) {
    throw new ReportError('malformed-shard', `${blob}: expected a whole blob report, cannot open it`, {
      cause,
    });
  }
}
