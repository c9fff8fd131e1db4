import { openSql, ownName, type SqlRow } from '../../stack/clients/sql.ts';
import { open, tellerOf, type Row, type RunningContext } from './running-context.ts';

const check = 'database.uses-tls';

/** What the server itself says of everybody who is connected to the system's database, but for Golive. */
const connections = `select s.ssl as tls, a.usename as name, a.application_name as program, count(*)::int as n
  from pg_stat_activity a join pg_stat_ssl s using (pid)
 where a.datname = current_database() and a.backend_type = 'client backend'
   and a.application_name <> $1 and a.pid <> pg_backend_pid()
 group by 1, 2, 3 order by 1, 2, 3`;

/** Pure: every connection of the system's own. */
export function judgeConnections(rows: readonly SqlRow[]): Row {
  const n = rows.reduce((sum, row) => sum + Number(row['n']), 0);
  if (n === 0) {
    return open('connections of the application', 'the database knows of none but Golive’s own');
  }
  const hidden = rows.filter(({ tls }) => tls === null);
  if (hidden.length > 0) {
    return open('a look at every connection', 'this account is not shown who uses TLS (pg_read_all_stats)');
  }
  const plain = rows.filter(({ tls }) => tls !== true);
  const actual = plain.reduce((sum, row) => sum + Number(row['n']), 0);
  const reason = plain
    .map(({ name, program, n: count }) => `${String(count)} of ${String(program || name)}`)
    .join(', ');
  return { expected: 0, actual, unit: 'connections without TLS', n, reason };
}

/** Asks the database's own list of connections, on the stack that people work with. */
export async function askDatabaseTls(context: RunningContext): Promise<void> {
  const { stack, report } = context;
  const tell = tellerOf(context)(check);
  const { sql: access } = stack.access;
  if (access === undefined) return tell(open('a look at every connection', 'no SQL access to this stack'));
  if (access.engine !== 'postgres') {
    return tell(
      open('a database server', 'the database is a file of the application: nobody connects to it'),
    );
  }
  report('asking the database who speaks TLS to it');
  await using sql = openSql(access);
  tell(judgeConnections(await sql.query(connections, [ownName])));
}
