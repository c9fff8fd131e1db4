import { execFile, spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findPostgresBinDirectory } from '../../stack/database/bin-directory.ts';
import { startPostgresCluster, type PostgresCluster } from '../../stack/database/cluster.ts';
import { compare } from '../../stack/fingerprint/compare.ts';
import type { Fingerprint } from '../../stack/fingerprint/fingerprint.ts';
import { freePort } from '../../stack/ports.ts';
import { readPostgres } from '../database-engine.ts';
import { against, costOf, median, peakMbOf, type Bench, type Cost } from './rounds.ts';

const run = promisify(execFile);
const tables = 8;

interface BenchSize {
  readonly rows: number;
  readonly rounds: number;
  /** Goals are stated for the full size. */
  readonly isJudged: boolean;
}

interface Round {
  readonly restore: Cost;
  readonly verify: Cost;
  readonly text: Cost;
}

/** Restores and verifies in turns, so that a noisy neighbour spoils both alike. */
export async function benchDatabase(folder: string, { rows, rounds, isJudged }: BenchSize): Promise<Bench> {
  const bin = await findPostgresBinDirectory(spawn);
  const place = { folder: join(folder, `pg-${rows}`), port: await freePort() };
  await using cluster = await startPostgresCluster({ ...place, binDirectory: bin, spawn });
  await cluster.createDatabase('source');
  const seed = await readFile(new URL('./seed.sql', import.meta.url), 'utf8');
  await within(cluster, 'source', (client) => client.query(seed.replaceAll(':rows', String(rows / tables))));
  const dump = join(folder, `${rows}.dump`);
  await run(join(bin, 'pg_dump'), ['-Fc', '-f', dump, cluster.url('source')]);
  const source = await fingerprint(cluster, 'source', false);
  const measured: Round[] = [];
  for (let round = 1; round <= rounds; round += 1)
    measured.push(await restoreAndVerify(cluster, { bin, dump, source }));
  await rm(dump);
  return {
    lines: [...report(rows, measured, isJudged)],
    peakMb: await peakMbOf('postgres', cluster.url('source')),
  };
}

async function restoreAndVerify(
  cluster: PostgresCluster,
  { bin, dump, source }: { readonly bin: string; readonly dump: string; readonly source: Fingerprint },
): Promise<Round> {
  const server = cluster.processId() ?? undefined;
  await cluster.createDatabase('copy');
  const words = ['-j2', '--exit-on-error', '-d', cluster.url('copy'), dump];
  const restore = await costOf(() => run(join(bin, 'pg_restore'), words), server);
  let restored: Fingerprint = {};
  const verify = await costOf(
    async () => void (restored = await fingerprint(cluster, 'copy', false)),
    server,
  );
  const text = await costOf(() => fingerprint(cluster, 'copy', true), server);
  const wrong = compare(source, restored);
  if (wrong.length > 0) throw new Error(`expected an equal copy, got ${wrong.length} differences`);
  await within(cluster, 'postgres', (client) => client.query('DROP DATABASE copy'));
  return { restore, verify, text };
}

function* report(rows: number, measured: readonly Round[], isJudged: boolean): Generator<string> {
  const of = (part: keyof Round, cost: keyof Cost) => median(measured.map((round) => round[part][cost]));
  const ratio = (part: keyof Round, cost: keyof Cost) =>
    median(measured.map((round) => round[part][cost] / round.restore[cost]));
  yield `${rows.toLocaleString('en')} rows in ${tables} tables, median of ${measured.length} rounds:`;
  yield `  pg_restore -j2: ${Math.round(of('restore', 'wallMs'))} ms, ${Math.round(of('restore', 'cpuMs'))} ms CPU of the server`;
  const cost = (part: 'verify' | 'text') => `${Math.round(of(part, 'wallMs'))} ms, of the restore's time`;
  const cpu = (part: 'verify' | 'text') => `of its CPU ${ratio(part, 'cpuMs').toFixed(2)}`;
  const share = ratio('verify', 'wallMs');
  const held = [0.2, 0.35].map((goal) => against(share, isJudged ? goal : null, 'less'));
  yield `  content and catalog, each column by its exact bytes: ${cost('verify')} ${held[0]}, ${cpu('verify')}`;
  if (isJudged) yield `    as the exact mode: ${held[1]}`;
  yield `  by each row's whole text, as for servers before 14: ${cost('text')} ${ratio('text', 'wallMs').toFixed(2)}, ${cpu('text')}`;
}

/** Connecting included, as the drill does it. */
async function fingerprint(
  cluster: PostgresCluster,
  database: string,
  wholeText: boolean,
): Promise<Fingerprint> {
  return await readPostgres(cluster.url(database), [], { wholeText });
}

async function within<Result>(
  cluster: PostgresCluster,
  database: string,
  work: (client: Awaited<ReturnType<PostgresCluster['connect']>>) => Promise<Result>,
): Promise<Result> {
  const client = await cluster.connect(database);
  return await work(client).finally(() => client.end());
}
