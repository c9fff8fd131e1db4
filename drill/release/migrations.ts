import { openSql } from '../../stack/clients/sql.ts';
import { applicable } from '../../targets/capabilities.ts';
import { asText } from '../../targets/pointer.ts';
import { listed, noSource, type ReleaseQuestion } from './release-context.ts';

const check = 'migrations.applied';

/** The migrations that a release holds, by the names that its database notes them under: pure. */
export function migrationsIn(paths: readonly string[], files: string): readonly string[] {
  const pattern = new RegExp(files, 'mu');
  return paths.flatMap((path) => {
    const groups = pattern.exec(path)?.slice(1);
    return groups === undefined ? [] : [groups.join('.')];
  });
}

/** Whether the database has had every migration that its release holds; asked of a deployed one as well. */
export async function askMigrations({ stack, source, tell }: ReleaseQuestion): Promise<void> {
  const { query, files, source: stated } = applicable(stack.target.data.applied, 'data.applied');
  const open = (reason: string): void =>
    tell({ check, expected: 0, actual: null, n: 0, outcome: 'inconclusive', reason });
  if (source === undefined) return open(noSource);
  if (stack.access.sql === undefined)
    return open('no SQL access to this stack: what was applied was not seen');
  const held = migrationsIn(
    source.files.map(({ path }) => path),
    files,
  );
  if (held.length === 0) return open(`expected the release’s migrations at ${files} (${stated}), found none`);
  await using sql = openSql(stack.access.sql);
  const applied = new Set((await sql.query(query)).map(({ name }) => asText(name)));
  const missing = held.filter((name) => !applied.has(name));
  tell({
    check,
    expected: 0,
    actual: missing.length,
    unit: 'migrations of the release that its database has not had',
    n: held.length,
    reason: listed(missing),
  });
}
