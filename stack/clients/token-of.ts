import { asText, readPointer } from '../../targets/pointer.ts';
import type { SignIn } from '../../targets/schema/sign-in.ts';
import type { HttpAnswer } from './http.ts';

/**
 * The token that an answer to a log-in holds, in its JSON or in a cookie; empty where it holds none.
 * @throws SyntaxError where it should be in JSON, and the answer is none.
 */
export function tokenOf(answer: Pick<HttpAnswer, 'headers' | 'json'>, place: SignIn['token']): string {
  return typeof place === 'string'
    ? asText(readPointer(answer.json(), place))
    : cookieOf(answer, place.cookie);
}

/** The last one counts, as in browsers. */
function cookieOf({ headers }: Pick<HttpAnswer, 'headers'>, name: string): string {
  const set = [headers['set-cookie'] ?? []].flat();
  const pairs = set.map((line) => (line.split(';', 1)[0] ?? '').trim());
  const pair = pairs.findLast((text) => text.startsWith(`${name}=`)) ?? '';
  return pair.slice(name.length + 1).replaceAll(/^"|"$/gu, '');
}
