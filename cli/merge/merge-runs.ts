import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { appendRow } from '../../evidence/journal.ts';
import type { EvidenceRow } from '../../evidence/row.ts';
import { decide } from '../../reports/decide.ts';
import { requiredCells } from '../../reports/required.ts';
import { phonesFolder, shardFolder } from '../../reports/phones/read-phones.ts';
import { compareShards } from '../../reports/shards/compare-shards.ts';
import { toVerdict, type VerdictFacts } from '../../reports/to-verdict.ts';
import type { Verdict } from '../../reports/verdict.ts';
import type { Target } from '../../targets/schema/target.ts';
import { signOffPolicy } from '../../targets/sign-off-policy.ts';
import { isAskedFor } from '../only.ts';
import { provedFaults } from '../proved-faults.ts';
import type { ShardRun } from './read-shards.ts';

const nameOf = ({ facts: { shard } }: ShardRun): string => `shard ${shard.index} of ${shard.of}`;

/** The rows of a shard, with attachments where the merged run keeps them. */
function rowsOf({ rows, facts: { shard } }: ShardRun): readonly EvidenceRow[] {
  return rows.map((row) => ({
    ...row,
    attachments: row.attachments.map((one) => ({ ...one, path: `shard-${shard.index}/${one.path}` })),
  }));
}

/**
 * Makes one verdict of the shards of a run: the same judge over all their rows. A shard that is missing, or that ended
 * early, is a caveat that keeps it from GO.
 * @throws ReportError where they are not shards of one run.
 */
export function mergeRuns(shards: readonly ShardRun[], target: Target, id: string): Verdict {
  const missing = compareShards(shards);
  const first = shards.toSorted((a, b) => a.facts.shard.index - b.facts.shard.index)[0];
  if (!first) throw new Error('compareShards lets no empty list through');
  const { profile, devices, mainDevice: main, only, deployments, filtered } = first.facts;
  const all = requiredCells(target, { profile, devices, main, deployments });
  const required = all.filter(({ check, subject }) => isAskedFor(only, check, subject));
  const partial = filtered ? { scheduled: required.length, of: all.length } : null;
  const endedEarly = caveats(shards, missing);
  const decision = decide({
    required,
    evidence: shards.flatMap(rowsOf),
    checklist: target.checklist,
    profile,
    waivers: [],
    asOf: new Date(),
    partial,
    endedEarly,
  });
  const signOff = signOffPolicy(target);
  return toVerdict(decision, { ...factsOf(shards, first, id), partial, endedEarly, signOff });
}

function caveats(shards: readonly ShardRun[], missing: readonly number[]): string | null {
  const ended = shards.flatMap((shard) => {
    const { verdict, cutShort, facts } = shard;
    if (verdict.endedEarly !== null) return [`${nameOf(shard)}: ${verdict.endedEarly}`];
    if (facts.release === null) return [`${nameOf(shard)} does not say which release it asked`];
    return cutShort ? [`${nameOf(shard)}: its journal ends in half a line`] : [];
  });
  const of = shards[0]?.facts.shard.of;
  const absent = missing.map((index) => `shard ${index} of ${of} is missing`);
  return [...absent, ...ended].join('; ') || null;
}

function factsOf(
  shards: readonly ShardRun[],
  first: ShardRun,
  id: string,
): Omit<VerdictFacts, 'partial' | 'endedEarly'> {
  const { run, environment, load, drill } = first.verdict;
  const instants = (at: 'startedAt' | 'endedAt') => shards.map(({ verdict }) => verdict.run[at]).sort();
  const findings = shards.flatMap(({ verdict }) => verdict.findings);
  return {
    run: {
      ...run,
      id,
      startedAt: instants('startedAt')[0] ?? run.startedAt,
      endedAt: instants('endedAt').at(-1) ?? run.endedAt,
      release: shards.find(({ facts }) => facts.release !== null)?.facts.release ?? null,
      durations: shards.flatMap((shard) =>
        shard.verdict.run.durations.map((stage) => ({ ...stage, name: `${stage.name}, ${nameOf(shard)}` })),
      ),
      shards: shards.map(({ facts: { shard }, verdict }) => ({ ...shard, run: verdict.run.id })),
    },
    fault: null,
    findings: [...new Map(findings.map((one) => [JSON.stringify(one), one])).values()],
    faults: [...provedFaults()],
    environment,
    ...(load === undefined ? {} : { load }),
    ...(drill === undefined ? {} : { drill }),
  };
}

const figures = ['load.json', 'drill.json', 'resilience.json', 'stack.json'] as const;

/** Brings what the shards kept into the merged run's folder: rows, attachments, figures, Allure's results. */
export function gatherRuns(shards: readonly ShardRun[], runFolder: string): void {
  for (const shard of shards) {
    const { index } = shard.facts.shard;
    for (const row of rowsOf(shard)) appendRow(join(runFolder, 'evidence.jsonl'), row);
    copy(join(shard.folder, 'attachments'), join(runFolder, shardFolder(index), 'attachments'));
    copy(phonesFolder(shard.folder), phonesFolder(join(runFolder, shardFolder(index))));
    copy(join(shard.folder, 'allure-results'), join(runFolder, 'allure-results'));
    if (index !== 1) continue;
    for (const name of figures) copy(join(shard.folder, name), join(runFolder, name));
  }
}

function copy(from: string, to: string): void {
  if (!existsSync(from)) return;
  mkdirSync(join(to, '..'), { recursive: true });
  cpSync(from, to, { recursive: true });
}
