import { releaseInWords } from '../../stack/release-in-words.ts';
import { openHttp } from '../../stack/clients/http.ts';
import { accountOf, signIn } from '../../stack/clients/session.ts';
import { openSql, type SqlClient } from '../../stack/clients/sql.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import { StackError } from '../../stack/stack-error.ts';
import { applicable } from '../../targets/capabilities.ts';
import { madeOrOpen } from './copies.ts';
import { readContent } from './content.ts';
import { changesOf, unexplained } from './judge-migration.ts';
import { isAsked, tellerOf, type ResilienceContext } from './resilience-context.ts';
import { tellFiles, type Row } from './tell.ts';

const check = 'data.migrated';
/** Of this question alone, so that limits for one address are not shared. */
const sourceAddress = '127.0.3.4';
const shown = 8;

/** Runs this release's migrations on what the release before has written, on a copy, and compares what is there. */
export async function runMigration(context: ResilienceContext): Promise<void> {
  if (!isAsked(check, context)) return;
  const { stack, signal, report } = context;
  signal.throwIfAborted();
  const tell = (row: Row): void => tellerOf(context)(check, stack)(row);
  const releases = await madeOrOpen(context.releases, tell);
  if (releases === undefined) return;
  const { current, previous } = releases;
  const from = `the release before: ${releaseInWords(previous.release)}`;
  report(`starting a copy of ${from}, for its data`);
  const copy = await madeOrOpen(() => context.startCopy({ name: 'migrated', release: previous }), tell);
  if (copy === undefined) return;
  await using started = copy;
  const { sql: access } = started.access;
  if (access === undefined || started.deploy === undefined) {
    const reason = 'expected SQL access, and a way to put another release in place';
    tell({ expected: 'the data before and after', actual: null, n: 0, outcome: 'inconclusive', reason });
    return;
  }
  await using sql = openSql(access);
  const before = await readContent(sql);
  report(`running the migrations of ${current.release.version} on ${before.length} tables`);
  try {
    await started.deploy(current, { migrates: true });
  } catch (error) {
    if (!(error instanceof StackError)) throw error;
    tell({ expected: 'the migrations run', actual: 'they do not', reason: `${error.message}; ${from}` });
    return;
  }
  const { mayChange } = applicable(applicable(started.target.resilience, 'resilience').releases, 'releases');
  const after = await readContent(sql);
  const changes = unexplained(changesOf(before, after), mayChange);
  const rows = before.reduce((sum, { count }) => sum + count, 0);
  tell({
    expected: 0,
    actual: changes.length,
    unit: 'tables and columns that are not as they were',
    n: rows,
    outcome: rows === 0 ? 'inconclusive' : changes.length > 0 ? 'fail' : 'pass',
    reason:
      rows === 0
        ? 'the release before holds no row: nothing was migrated'
        : [...changes.slice(0, shown).map(({ subject, what }) => `${subject}: ${what}`), from].join('; '),
  });
  await tellUnproved(sql, tell);
  await tellPeople(started, tell);
  await tellFiles(started, tell);
}

/** A constraint that was added without looking at what is there promises nothing of it. */
async function tellUnproved(sql: SqlClient, tell: (row: Row) => void): Promise<void> {
  if (sql.engine !== 'postgres') {
    const broken = await sql.query('pragma foreign_key_check');
    tell({ expected: 0, actual: broken.length, unit: 'rows that name none that is there', n: 1 });
    return;
  }
  const unproved = await sql.query('select conname as name from pg_constraint where not convalidated');
  const reason = unproved.map(({ name }) => String(name)).join(', ');
  tell({ expected: 0, actual: unproved.length, unit: 'constraints not proved', n: 1, reason });
}

/** With the passwords that they had: their hashes, roles and second factors came along. */
async function tellPeople({ target, facts, access }: StartedStack, tell: (row: Row) => void): Promise<void> {
  const roles = target.roles.filter(({ signsIn }) => signsIn);
  const refused: string[] = [];
  const http = openHttp({ facts, access, sourceAddress });
  try {
    for (const { id } of roles) {
      const account = accountOf(target, access, id);
      await signIn(http, { target, role: id, account }).catch((error: unknown) => {
        if (!(error instanceof StackError)) throw error;
        refused.push(`${id}: ${error.message}`);
      });
    }
  } finally {
    await http.close();
  }
  const reason = refused.slice(0, shown).join('; ');
  tell({ expected: 0, actual: refused.length, unit: 'roles that cannot log in', n: roles.length, reason });
}
