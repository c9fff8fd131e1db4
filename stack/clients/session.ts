import { asText, readPointer } from '../../targets/pointer.ts';
import type { RequestData } from '../../targets/schema/http.ts';
import type { Target } from '../../targets/schema/target.ts';
import { substitute, substituteAll, substituteDeep } from '../../targets/substitute.ts';
import type { Access, Account } from '../facts.ts';
import { StackError } from '../stack-error.ts';
import type { HttpAnswer, HttpClient } from './http.ts';
import { tokenOf } from './token-of.ts';
import { freshTotpCode } from './totp.ts';
import { unexpectedAnswer } from './unexpected-answer.ts';

type Names = Readonly<Record<string, string>>;

/** A signed-in client of the API. */
export interface Session {
  readonly role: string;
  readonly email: string;
  readonly token: string;
  readonly refreshToken: string | undefined;
  readonly answer: HttpAnswer;
  /** Sends a request of the target's data as this person; `{name}` is filled from names. */
  send(request: RequestData, names?: Names): Promise<HttpAnswer>;
}

/**
 * The account that stands for a role. Where the stack has several (`admin#0`, `admin#1` …, because a second
 * factor cannot be used twice in its 30 s), the lane chooses.
 * @throws StackError `unsupported` when the stack has none.
 */
export function accountOf(target: Target, access: Access, roleId: string, lane = 0): Account {
  const role = target.roles.find(({ id }) => id === roleId);
  const name = role?.account ?? roleId;
  const account = access.accounts[`${name}#${lane}`] ?? access.accounts[name];
  if (!account)
    throw new StackError('unsupported', `no account for role ${roleId}: expected access.accounts.${name}`);
  return account;
}

/** Headers that go with every request of the API for this role, and the token where there is one. */
export function headersFor(target: Target, roleId: string, token: string | undefined): Names {
  const tenant = target.roles.find(({ id }) => id === roleId)?.tenant ?? '';
  const always = substituteAll(target.signIn.alwaysHeaders, { tenant });
  const { name, value } = target.signIn.header;
  return token === undefined ? always : { ...always, [name]: substitute(value, { token }) };
}

/** Sends a request of the target's data. */
export async function sendRequest(
  http: HttpClient,
  request: RequestData,
  names: Names,
  headers: Names,
): Promise<HttpAnswer> {
  const sent = bodyOf(request, names);
  return await http.request({
    method: request.method,
    path: substitute(request.path, names),
    headers: {
      ...headers,
      ...substituteAll(request.headers ?? {}, names),
      ...(sent === undefined ? {} : { 'content-type': sent.type }),
    },
    ...(sent === undefined ? {} : { body: sent.body }),
  });
}

function bodyOf({ body, form }: RequestData, names: Names) {
  if (form !== undefined) {
    const filled = new URLSearchParams(substituteAll(form, names));
    return { body: filled.toString(), type: 'application/x-www-form-urlencoded' };
  }
  if (body === undefined) return undefined;
  return { body: JSON.stringify(substituteDeep(body, names)), type: 'application/json' };
}

/** Sends the sign-in request and hands back the answer, whatever it says. */
export async function trySignIn(
  http: HttpClient,
  target: Target,
  roleId: string,
  names: Names,
  headers: Readonly<Record<string, string>> = {},
): Promise<HttpAnswer> {
  const withCode = names['totp'] ? target.signIn.requestWithTotp : undefined;
  const tenant = target.roles.find(({ id }) => id === roleId)?.tenant ?? '';
  return await sendRequest(
    http,
    withCode ?? target.signIn.request,
    { tenant, ...names },
    { ...headersFor(target, roleId, undefined), ...headers },
  );
}

/**
 * Signs in through the API; where that gives no token, with the one that the account was given otherwise, if there is one.
 * @throws StackError `refused` with the status and the answer's first words.
 */
export async function signIn(
  http: HttpClient,
  { target, account, role }: { readonly target: Target; readonly account: Account; readonly role: string },
): Promise<Session> {
  const totp = account.totpSecret ? await freshTotpCode(account.totpSecret) : '';
  const answer = await trySignIn(http, target, role, {
    email: account.email,
    password: account.password,
    totp,
  });
  const answered = target.signIn.status.includes(answer.status);
  const given = answered ? tokenOf(answer, target.signIn.token) : '';
  const token = given === '' ? (account.token ?? '') : given;
  if (token === '') {
    const expected = `${target.signIn.status.join('/')} with a token`;
    throw unexpectedAnswer(`sign-in as ${role} (${account.email})`, expected, answer);
  }
  const refresh = given === '' ? undefined : target.signIn.refreshToken;
  const headers = headersFor(target, role, token);
  return {
    role,
    email: account.email,
    token,
    refreshToken: refresh ? asText(readPointer(answer.json(), refresh)) : undefined,
    answer,
    send: async (request, names = {}) => await sendRequest(http, request, names, headers),
  };
}
