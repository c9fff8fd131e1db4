import { openHttp } from '../../stack/clients/http.ts';
import { accountOf, signIn } from '../../stack/clients/session.ts';
import { openSql, type SqlClient } from '../../stack/clients/sql.ts';
import { unexpectedAnswer } from '../../stack/clients/unexpected-answer.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import { applicable } from '../../targets/capabilities.ts';
import { asText } from '../../targets/pointer.ts';
import type { Incomplete } from '../../targets/schema/data.ts';
import { describeEnd, runTeamCommand } from '../team-command.ts';
import { listed, type ReleaseQuestion } from './release-context.ts';

const check = 'data.incomplete-listed';
/** Of this question alone, so that limits for one address are not shared. */
const sourceAddress = '127.0.3.6';

/** Keys, as the database or the list gives them. */
export type Keys = ReadonlySet<string>;

/** What is wrong with a list: pure. Rows may come and go while it is made, so that the table is read twice. */
export function wrongOf(list: Keys, { before, after }: { before: Keys; after: Keys }): readonly string[] {
  const left = [...before].filter((key) => after.has(key) && !list.has(key));
  const more = [...list].filter((key) => !before.has(key) && !after.has(key));
  return [
    ...left.map((key) => `${key} misses something and is not listed`),
    ...more.map((key) => `${key} is listed and misses nothing`),
  ];
}

/** The team’s list of what must be mended before a migration, held against what the table itself misses. */
export async function askIncomplete(question: ReleaseQuestion): Promise<void> {
  const { stack, tell, report, signal } = question;
  const stated = applicable(stack.target.data.incomplete, 'data.incomplete');
  if (stack.access.sql === undefined) {
    const reason = 'no SQL access to this stack: which rows miss something was not seen';
    tell({ check, expected: 'every one listed', actual: null, n: 0, outcome: 'inconclusive', reason });
    return;
  }
  await using sql = openSql(stack.access.sql);
  for (const one of stated) {
    // Nothing is made in a system that people use: what misses something there is there.
    if (stack.attached === undefined) await makeSome(stack, one);
    report(`listing the ${one.id} that miss ${one.required.join(' or ')}`);
    const before = await missing(sql, one);
    const missed = `${before.size} of ${await rowsOf(sql, one)} miss one`;
    if (stack.attached !== undefined && 'command' in one.list) {
      const found = [missed, ...[...before].map((key) => `${one.key} ${key}`)];
      const reason = `the team’s list is made by a command, which no run gives where people work; ${listed(found)}`;
      tell({ check, expected: 'a list', actual: missed, n: before.size, outcome: 'inconclusive', reason });
      continue;
    }
    const list = await listOf(stack, sql, one, signal);
    if (typeof list === 'string') {
      tell({ check, expected: 'a list', actual: null, n: before.size, outcome: 'fail', reason: list });
      continue;
    }
    const wrong = wrongOf(list, { before, after: await missing(sql, one) });
    const rows = await rowsOf(sql, one);
    tell({
      check,
      expected: `all ${one.id} that miss ${one.required.join(' or ')}`,
      actual: `${list.size} listed, ${missed}: ${listed([...list])}`,
      n: rows,
      outcome: rows === 0 ? 'inconclusive' : wrong.length > 0 ? 'fail' : 'pass',
      reason: rows === 0 ? `there are no ${one.id}: nothing could be listed` : listed(wrong),
    });
  }
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

async function rowsOf(sql: SqlClient, { table }: Incomplete): Promise<number> {
  const [counted] = await sql.query(`select count(*) as n from ${quoted(table)}`);
  return Number(counted?.['n']);
}

/** Null, empty or blank, as the table itself has it. */
async function missing(sql: SqlClient, { table, key, required }: Incomplete): Promise<Keys> {
  const empty = required.map((column) => `coalesce(trim(cast(${quoted(column)} as text)), '') = ''`);
  const rows = await sql.query(
    `select ${quoted(key)} as key from ${quoted(table)} where ${empty.join(' or ')}`,
  );
  return new Set(rows.map((row) => asText(row['key'])));
}

/** The list, or why there is none. */
async function listOf(
  stack: StartedStack,
  sql: SqlClient,
  { list, source }: Incomplete,
  signal: AbortSignal,
): Promise<Keys | string> {
  if ('query' in list) return new Set((await sql.query(list.query)).map((row) => asText(row['key'])));
  let printed = '';
  const end = await runTeamCommand(
    async (command) => {
      const result = await stack.operate(command);
      // All of it, where the end alone is shown.
      printed = result.stdout;
      return result;
    },
    { ...list, source },
    {},
    signal,
  );
  if (end.exitCode !== 0) return describeEnd(end);
  return new Set([...printed.matchAll(new RegExp(list.finds, 'gmu'))].map(([, found = '']) => found));
}

async function makeSome(stack: StartedStack, { id, made }: Incomplete): Promise<void> {
  if (made.length === 0) return;
  const { target, facts, access } = stack;
  const http = openHttp({ facts, access, sourceAddress });
  try {
    for (const { role, request, status } of made) {
      const person = await signIn(http, { target, role, account: accountOf(target, access, role, 9) });
      const answer = await person.send(request, { unique: facts.run });
      if (!status.includes(answer.status))
        throw unexpectedAnswer(`data.incomplete ${id}: ${request.path}`, status.join('/'), answer);
    }
  } finally {
    await http.close();
  }
}
