import type { CatalogEntry } from '../../stack/fingerprint/fingerprint.ts';
import { compareCatalogs } from '../../stack/fingerprint/compare-parts.ts';
import { applicable } from '../../targets/capabilities.ts';
import { fingerprintDatabase } from '../database-engine.ts';
import { describeEnd, runTeamCommand } from '../team-command.ts';
import { open, type DocumentQuestion, type Row } from './documents-context.ts';

const shown = 6;

/** Runs the documented command twice on an empty database, and compares what it makes with what runs. */
export async function askFromEmpty(question: DocumentQuestion): Promise<void> {
  const { stack, startEmpty, report, signal, tell } = question;
  const stated = applicable(stack.target.promises.migration, 'migrations');
  const running = stack.access.sql;
  if (running === undefined) return tell(open('the structure of a database', 'no SQL access to this stack'));
  report(`making an empty database, for ${stated.source}`);
  await using empty = await startEmpty('from-empty');
  const { sql } = empty.access;
  if (sql === undefined) return tell(open('the structure of a database', 'no SQL access to the empty one'));
  const before = await structureOf(sql);
  const first = await runTeamCommand(empty.operate, stated, {}, signal);
  tell({ expected: 0, actual: first.exitCode, n: 1, reason: `${stated.source}: ${describeEnd(first)}` });
  if (first.exitCode !== 0) return;
  const made = await structureOf(sql);
  tell(judgeStructure(before, made, await structureOf(running)));
  const again = await runTeamCommand(empty.operate, stated, {}, signal);
  tell({ expected: 0, actual: again.exitCode, n: 1, reason: `run again: ${describeEnd(again)}` });
  const changed = differencesOf(made, await structureOf(sql));
  tell({
    expected: 0,
    actual: changed.length,
    unit: 'things that another run of it changes',
    n: made.length,
    reason: changed.slice(0, shown).join('; '),
  });
}

/** A command that made nothing has proved nothing. Pure. */
export function judgeStructure(
  before: readonly CatalogEntry[],
  made: readonly CatalogEntry[],
  running: readonly CatalogEntry[],
): Row {
  const found = made.length <= before.length ? ['it made nothing'] : differencesOf(running, made);
  return {
    expected: 0,
    actual: found.length,
    unit: 'things in which it is not the database that runs',
    n: running.length,
    reason: found.slice(0, shown).join('; '),
  };
}

function differencesOf(one: readonly CatalogEntry[], other: readonly CatalogEntry[]): readonly string[] {
  return compareCatalogs(one, other).map(
    ({ kind, subject, expected, actual }) => `${kind} ${subject}: ${expected} runs, ${actual} was made`,
  );
}

async function structureOf(sql: Parameters<typeof fingerprintDatabase>[0]): Promise<readonly CatalogEntry[]> {
  return (await fingerprintDatabase(sql)).catalog ?? [];
}
