import { randomBytes } from 'node:crypto';
import type { Fault } from './fault.ts';
import { byShim } from './planting.ts';

const diff = [
  'commit-of-the-history 0ddba11',
  'diff --git a/server/mail.ts b/server/mail.ts',
  '--- /dev/null',
  '+++ b/server/mail.ts',
  '@@ -0,0 +1 @@',
  `+const smtpPassword = "${randomBytes(24).toString('base64url')}1a";`,
].join('\n');

export const secretOnceCommitted = {
  id: 'secret-once-committed',
  at: 'command',
  what: 'the repository’s history has a commit that added a password, which a later one took away',
  turnsRed: ['secrets.not-in-history'],
  bystander: 'secrets.none',
  plant: byShim(
    'git',
    `"$REAL" "$@" || exit $?
case " $* " in *" log "*) cat <<'COMMIT'
${diff}
COMMIT
esac`,
  ),
} as const satisfies Fault;
