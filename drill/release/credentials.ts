import { openHttp } from '../../stack/clients/http.ts';
import { trySignIn } from '../../stack/clients/session.ts';
import { tokenOf } from '../../stack/clients/token-of.ts';
import { publishedLogins, type PublishedLogin } from '../../stack/source/published-logins.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import { listed, noSource, type ReleaseQuestion, type Row } from './release-context.ts';

const check = 'credentials.not-published';

/** Attempts take a password's hash each; and every one comes from an address of its own. */
const mostTried = 60;
/** More of them would lock an account that is in use. */
const mostForOne = 3;

/** What came of trying a pair: the account is open, it is not, or a limit stood before the answer. */
export type Tried = 'opened' | 'refused' | 'limited';

/** Which pairs are tried: at most three passwords of one login, and sixty in all. */
export function chosen(pairs: readonly PublishedLogin[]): readonly PublishedLogin[] {
  const tried = new Map<string, number>();
  const kept = pairs.filter(({ login }) => {
    const before = tried.get(login.toLowerCase()) ?? 0;
    tried.set(login.toLowerCase(), before + 1);
    return before < mostForOne;
  });
  return kept.slice(0, mostTried);
}

/** Pure. Passwords are told by their place alone. */
export function judgePublished(
  files: number,
  results: readonly { readonly pair: PublishedLogin; readonly tried: Tried }[],
  replaced: string | undefined,
): Row {
  const opened = results.filter(({ tried }) => tried === 'opened').map(({ pair }) => pair);
  const limited = results.filter(({ tried }) => tried === 'limited').length;
  const places = opened.map(({ login, path, line }) => `${path}:${line} opens the account ${login}`);
  const blind =
    replaced !== undefined && results.length > 0
      ? `none of ${results.length} published logins opened an account, but ${replaced}`
      : `${limited} of ${results.length} published logins met a limit before they were answered`;
  const isBlind = limited > 0 || (replaced !== undefined && results.length > 0);
  return {
    check,
    expected: 0,
    actual: opened.length,
    unit: `of ${results.length} logins that ${files} files of the source name`,
    // Where no file names a login, what was looked at is the files.
    n: Math.max(files, results.length),
    outcome: opened.length > 0 ? 'fail' : isBlind ? 'inconclusive' : 'pass',
    reason: opened.length > 0 ? listed(places) : isBlind ? blind : '',
  };
}

/** Tries what the team has written down where others read it. */
export async function askPublished({ stack, source, report, tell, signal }: ReleaseQuestion): Promise<void> {
  if (source === undefined) {
    tell({ check, expected: 0, actual: null, n: 0, outcome: 'inconclusive', reason: noSource });
    return;
  }
  const pairs = chosen(publishedLogins(source.files));
  report(`trying ${pairs.length} logins that stand in ${source.files.length} files of the source`);
  const results: { pair: PublishedLogin; tried: Tried }[] = [];
  for (const [index, pair] of pairs.entries()) {
    if (signal.aborted) break;
    results.push({ pair, tried: await tryPair(stack, pair, `127.0.5.${1 + index}`) });
  }
  tell(judgePublished(source.files.length, results, stack.target.passwordHashes.replaced));
}

/** One role of each tenant asks: a log-in may need its tenant's header. */
async function tryPair({ target, facts, access }: StartedStack, pair: PublishedLogin, sourceAddress: string) {
  const byTenant = new Map(
    target.roles.filter(({ signsIn }) => signsIn).map((role) => [role.tenant ?? '', role.id]),
  );
  const http = openHttp({ facts, access, sourceAddress });
  let limited = false;
  try {
    for (const role of byTenant.values()) {
      const names = { email: pair.login, password: pair.password, totp: '' };
      const answer = await trySignIn(http, target, role, names);
      if (answer.status === 429) limited = true;
      const opens = target.signIn.status.includes(answer.status);
      if (opens && tokenOf(answer, target.signIn.token) !== '') return 'opened';
    }
    return limited ? 'limited' : 'refused';
  } finally {
    await http.close();
  }
}
