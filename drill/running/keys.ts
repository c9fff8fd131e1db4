import { randomBytes } from 'node:crypto';
import { openHttp, type HttpClient } from '../../stack/clients/http.ts';
import { accountOf, headersFor, sendRequest, signIn } from '../../stack/clients/session.ts';
import { StackError } from '../../stack/stack-error.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import { applicable } from '../../targets/capabilities.ts';
import type { Key } from '../../targets/schema/running.ts';
import { substituteAll } from '../../targets/substitute.ts';
import { describeEnd, runTeamCommand } from '../team-command.ts';
import { namesOfRow } from './names-of-row.ts';
import { open, tellerOf, type Row, type RunningContext } from './running-context.ts';
import { withCopy } from './with-copy.ts';

const check = 'keys.replaced';
/** Each from an address of its own, and of this question alone: a limit of log-ins for one address says nothing of keys. */
const addressOf = (person: number): string => `127.0.5.${1 + (person % 250)}`;

/** A client of somebody who has not asked for anything yet. */
type Somebody = () => HttpClient;

const forms: Readonly<Record<Key['form'], (bytes: Buffer) => string>> = {
  base64url: (bytes) => bytes.toString('base64url'),
  base64: (bytes) => bytes.toString('base64'),
  fernet: (bytes) => bytes.toString('base64').replaceAll('+', '-').replaceAll('/', '_'),
  hex: (bytes) => bytes.toString('hex'),
};

/** Replaces each key on a copy of its own, as the documents say, and looks at what was there before. */
export async function askKeys(context: RunningContext): Promise<void> {
  const keys = applicable(context.stack.target.running.keys, 'keys');
  const tell = tellerOf(context)(check);
  for (const key of keys) {
    context.signal.throwIfAborted();
    const { id: subject } = key;
    const tellOne = (row: Row): void => tell({ ...row, subject });
    await withCopy(context, { name: `key-${subject}` }, tellOne, async (copy) => {
      const clients: HttpClient[] = [];
      const somebody = (): HttpClient => {
        const sourceAddress = addressOf(clients.length);
        const http = openHttp({ facts: copy.facts, access: copy.access, sourceAddress });
        clients.push(http);
        return http;
      };
      try {
        await replaceKey(key, copy, somebody, context, tellOne);
      } finally {
        for (const http of clients) await http.close();
      }
    });
  }
}

async function replaceKey(
  key: Key,
  copy: StartedStack,
  somebody: Somebody,
  { restart, report }: RunningContext,
  tell: (row: Row) => void,
): Promise<void> {
  const { target, access } = copy;
  const old = await oldKey(copy, key.variable);
  if (old === '')
    return tell(open(`a key in ${key.variable}`, `the application is not given ${key.variable}`));
  const { role } = target.operations.marker.write;
  const before = await signIn(somebody(), { target, role, account: accountOf(target, access, role) });
  const names = await namesOfRow(copy, key.givenRow);
  // What does not open before cannot be blamed on the key.
  const shut = await refusedOf(key, copy, somebody, names);
  if (shut.length > 0) return tell(open('what is stored opens under the old key', shut.join('; ')));
  const fresh = forms[key.form](randomBytes(32));
  if (key.command !== undefined) {
    const end = await runTeamCommand(
      (command) => copy.operate({ ...command, environment: { OLD_KEY: old, NEW_KEY: fresh } }),
      key.command,
      {},
    );
    const reason = end.exitCode === 0 ? '' : describeEnd(end);
    tell({ expected: 0, actual: end.exitCode, unit: 'exit code of the documented command', reason });
    if (end.exitCode !== 0) return;
  }
  report(`starting it again with another ${key.variable}`);
  try {
    await restart(copy, {
      [key.variable]: fresh,
      ...substituteAll(key.alsoSet, { old, new: fresh }),
    });
  } catch (error) {
    if (!(error instanceof StackError) || error.code === 'unsupported') throw error;
    return tell({ expected: 'it starts with another key', actual: 'it does not', reason: error.message });
  }
  if (key.tokens !== undefined) tell(await judgeToken(key, copy, somebody(), before.token));
  const refused = await refusedPeople(copy, somebody);
  tell({ expected: 0, actual: refused.length, unit: 'roles that cannot log in', reason: refused.join('; ') });
  const closed = await refusedOf(key, copy, somebody, names);
  if (key.opens.length > 0)
    tell({ expected: 0, actual: closed.length, unit: 'of what was stored', reason: closed.join('; ') });
}

async function oldKey(copy: StartedStack, variable: string): Promise<string> {
  const shown = await copy
    .component('application')
    .exec({ program: 'printenv', arguments: [variable], timeoutMs: 10_000 });
  return shown.stdout.trim();
}

async function judgeToken(
  { tokens, source }: Key,
  { target }: StartedStack,
  http: HttpClient,
  token: string,
): Promise<Row> {
  const { role } = target.operations.marker.write;
  const headers = headersFor(target, role, token);
  const { status } = await http.request({ method: 'GET', path: target.signIn.whoAmI.path, headers });
  const isTaken = status >= 200 && status < 300;
  const actual = isTaken ? 'go-on' : 'end';
  const reason = actual === tokens ? '' : `a token of the old key is answered with ${status} (${source})`;
  return { expected: tokens ?? actual, actual, reason };
}

/** With what they had: nobody is locked out by a key. */
async function refusedPeople(
  { target, access }: StartedStack,
  somebody: Somebody,
): Promise<readonly string[]> {
  const refused: string[] = [];
  for (const { id } of target.roles.filter(({ signsIn }) => signsIn)) {
    // Another lane than before: a second factor works once.
    const account = accountOf(target, access, id, 1);
    await signIn(somebody(), { target, role: id, account }).catch((error: unknown) => {
      if (!(error instanceof StackError)) throw error;
      refused.push(`${id}: ${error.message}`);
    });
  }
  return refused;
}

async function refusedOf(
  { opens }: Key,
  { target, access }: StartedStack,
  somebody: Somebody,
  names: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const refused: string[] = [];
  for (const { role, request, status } of opens) {
    const http = somebody();
    const { token } = await signIn(http, { target, role, account: accountOf(target, access, role, 2) });
    const answer = await sendRequest(http, request, names, headersFor(target, role, token));
    if (status.includes(answer.status)) continue;
    const said = answer.text.replace(/\s+/gu, ' ').slice(0, 120);
    refused.push(
      `${request.method} ${request.path}: expected ${status.join('/')}, got ${answer.status} ${said}`,
    );
  }
  return refused;
}
