import { randomBytes } from 'node:crypto';
import { openHttp } from '../../stack/clients/http.ts';
import { accountOf, signIn } from '../../stack/clients/session.ts';
import { StackError } from '../../stack/stack-error.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import { applicable } from '../../targets/capabilities.ts';
import type { LogRotation } from '../../targets/schema/running.ts';
import { substituteAll } from '../../targets/substitute.ts';
import { leakedSecret } from '../log-truth.ts';
import { kindsOfSecrets } from '../log-secrets.ts';
import { describeEnd, runTeamCommand } from '../team-command.ts';
import { open, tellerOf, type Row, type RunningContext } from './running-context.ts';
import { askDeployedLogs } from './deployed-logs.ts';
import { isLog, judgeLogs } from './judge-logs.ts';
import { demandProcesses } from './stands-in.ts';
import { withCopy } from './with-copy.ts';

const check = 'logs.rotate';
const sourceAddress = '127.0.3.32';
const atOnce = 8;

/** Starts a copy that logs into an empty folder, has people ask a lot, and looks at what is left of it. */
export async function askLogRotation(context: RunningContext): Promise<void> {
  const stated = applicable(context.stack.target.running.logRotation, 'logRotation');
  const tell = tellerOf(context)(check);
  const { attached } = context.stack;
  if (attached !== undefined) return await askDeployedLogs(stated, attached, tell);
  const { environment } = stated;
  if (environment === undefined) {
    const reason = `who starts the system writes its logs (${stated.source}): they are looked at where it is deployed`;
    return tell(open('logs that are turned', reason));
  }
  await withCopy(context, { name: 'logs' }, tell, async (copy) => {
    demandProcesses(copy, 'each replica has logs of its own');
    const folder = `/tmp/logs-${randomBytes(6).toString('hex')}`;
    const sh = async (script: string): Promise<string> => {
      const command = { program: 'sh', arguments: ['-c', script, 'sh', folder], timeoutMs: 20_000 };
      const { exitCode, stdout, stderr } = await copy.component('application').exec(command);
      if (exitCode === 0) return stdout;
      throw new StackError(
        'command-failed',
        `looking at the logs: ended with ${exitCode}; ${stderr.slice(-200)}`,
      );
    };
    await sh('mkdir -m 0700 "$1"');
    try {
      await context.restart(copy, substituteAll(environment, { folder }));
      for (const row of await fillAndJudge(stated, copy, { sh, folder, context })) tell(row);
    } finally {
      await sh('rm -rf -- "$1"');
    }
  });
}

async function fillAndJudge(
  stated: LogRotation,
  copy: StartedStack,
  place: {
    readonly sh: (script: string) => Promise<string>;
    readonly folder: string;
    readonly context: RunningContext;
  },
): Promise<readonly Row[]> {
  const { sh, folder, context } = place;
  context.report(`${stated.requests} requests, to fill the logs`);
  const { marker, token } = await askOften(copy, stated.requests, context.signal);
  if (stated.run !== undefined) {
    const run = { ...stated.run };
    const end = await runTeamCommand((command) => copy.operate(command), run, { folder }, context.signal);
    if (end.exitCode !== 0)
      return [{ expected: 'the rotation runs', actual: 'it fails', reason: describeEnd(end) }];
  }
  const listed = await sh(
    'cd "$1" && for f in *; do [ -f "$f" ] && printf "%s %s\\n" "$(wc -c < "$f")" "$f"; done; true',
  );
  const files = listed
    .split('\n')
    .map((line) => /^(\d+) (.*)$/u.exec(line))
    .flatMap((found) => (found ? [{ bytes: Number(found[1]), name: found[2] ?? '' }] : []))
    .filter(({ name }) => isLog(stated, name));
  const text = await sh(
    'cd "$1" && for f in *; do case "$f" in *.gz) gzip -dc "$f";; *) cat "$f";; esac; done',
  );
  const known = leakedSecret(text, copy, token);
  const leaked = known === '' ? (await kindsOfSecrets(text)).join(', ') : known;
  return judgeLogs(stated, { files, hasNewest: text.includes(marker), leaked });
}

/** Somebody signs in and asks for paths that nobody else asks for. */
async function askOften({ target, facts, access }: StartedStack, requests: number, signal: AbortSignal) {
  const http = openHttp({ facts, access, sourceAddress });
  const marker = `probe-${randomBytes(6).toString('hex')}`;
  const { role } = target.operations.marker.write;
  try {
    const session = await signIn(http, { target, role, account: accountOf(target, access, role) });
    const send = async (what: string) =>
      await session.send({ method: 'GET', path: `${target.signIn.whoAmI.path}/${what}` });
    for (let sent = 0; sent < requests && !signal.aborted; sent += atOnce)
      await Promise.all(Array.from({ length: atOnce }, () => send(`fill-${sent}`)));
    await send(marker);
    return { marker, token: session.token };
  } finally {
    await http.close();
  }
}
