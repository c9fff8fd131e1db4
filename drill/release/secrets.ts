import { openHttp } from '../../stack/clients/http.ts';
import { findSecrets, type FoundSecret } from '../../stack/source/find-secrets.ts';
import { readHistory } from '../../stack/source/read-history.ts';
import type { SourceFile } from '../../stack/source/read-source.ts';
import { readServed } from './served-files.ts';
import { listed, noSource, type ReleaseQuestion, type Row } from './release-context.ts';

const none = 'secrets.none';
const past = 'secrets.not-in-history';

async function secretsIn(files: readonly SourceFile[]): Promise<readonly FoundSecret[]> {
  const found: FoundSecret[] = [];
  for (const file of files) found.push(...(await findSecrets(file)));
  return found;
}

/** One place as a row: pure. */
export function judgeSecrets(
  check: string,
  place: string,
  files: number,
  found: readonly (FoundSecret & { readonly commit?: string })[],
): Row {
  const places = found.map(
    ({ path, line, kind, commit }) =>
      `${commit === undefined ? `${path}:${line}` : `${commit} ${path}`}: ${kind}`,
  );
  const nothing = files === 0;
  return {
    check,
    expected: 0,
    actual: found.length,
    unit: `secrets in ${place}`,
    n: files,
    outcome: nothing ? 'inconclusive' : found.length > 0 ? 'fail' : 'pass',
    reason: nothing
      ? `${place}: expected a file to read, got none`
      : found.length > 0
        ? `${place}: ${listed([...new Set(places)])}`
        : '',
  };
}

/** The team's files, and what its front hands out to everybody. */
export async function askSecrets({ stack, source, report, tell }: ReleaseQuestion): Promise<void> {
  const { facts, access } = stack;
  const http = openHttp({ facts, access, sourceAddress: '127.0.3.3' });
  try {
    const { files, isWhole } = await readServed(http);
    report(`looking for secrets in ${files.length} files that the front hands out`);
    const row = judgeSecrets(none, 'what the front hands out', files.length, await secretsIn(files));
    const reason = `none in ${files.length} files, but the front names more than were read`;
    tell(isWhole || row.outcome !== 'pass' ? row : { ...row, outcome: 'inconclusive', reason });
  } finally {
    await http.close();
  }
  if (source === undefined) {
    tell({ check: none, expected: 0, actual: null, n: 0, outcome: 'inconclusive', reason: noSource });
    return;
  }
  report(`looking for secrets in ${source.files.length} files of the source`);
  tell(judgeSecrets(none, 'the source', source.files.length, await secretsIn(source.files)));
}

/** What was ever committed is there for whoever has a copy, also after it was deleted. */
export async function askHistory({ checkout, run, report, tell }: ReleaseQuestion): Promise<void> {
  const open = (reason: string): void =>
    tell({ check: past, expected: 0, actual: null, n: 0, outcome: 'inconclusive', reason });
  if (checkout === undefined) return open(noSource);
  report('reading the history of the repository');
  const history = await readHistory(checkout, run);
  if (history === undefined || history.added.length === 0) {
    return open('the source is in no repository whose history can be read: what was deleted was not seen');
  }
  const commits = new Set(history.added.map(({ commit }) => commit)).size;
  const found: (FoundSecret & { commit: string })[] = [];
  for (const added of history.added) {
    for (const secret of await findSecrets(added)) found.push({ ...secret, commit: added.commit });
  }
  // One line moves through many commits: told once.
  const once = [...new Map(found.map((secret) => [`${secret.path}: ${secret.kind}`, secret])).values()];
  const row = judgeSecrets(past, `${commits} commits`, history.added.length, once);
  if (history.isWhole || row.outcome !== 'pass') return tell(row);
  open(`none in ${commits} commits, but the clone leaves out others: what was deleted there was not seen`);
}
