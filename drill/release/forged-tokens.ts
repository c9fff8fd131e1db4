import { createHmac, randomBytes } from 'node:crypto';
import { openHttp, type HttpClient } from '../../stack/clients/http.ts';
import { accountOf, headersFor, sendRequest, signIn } from '../../stack/clients/session.ts';
import { assignedValues, isSecretName } from '../../stack/source/assigned-values.ts';
import type { Source } from '../../stack/source/read-source.ts';
import type { Target } from '../../targets/schema/target.ts';
import { bitsPerCharacter } from '../../stack/source/weak-value.ts';
import type { ReleaseQuestion } from './release-context.ts';

const check = 'token.not-forgeable';

/** Keys that stand in tutorials, templates and documentation of the usual libraries. */
const commonKeys = [
  ...[
    '',
    'secret',
    'secretkey',
    'secret_key',
    'secret-key',
    'SECRET',
    'SECRET_KEY',
    'jwt',
    'jwtsecret',
    'jwt_secret',
  ],
  ...[
    'jwt-secret',
    'JWT_SECRET',
    'your-secret-key',
    'your_secret_key',
    'your-secret',
    'your-jwt-secret',
    'yoursecretkey',
  ],
  ...[
    'your-256-bit-secret',
    'your-384-bit-secret',
    'your-512-bit-secret',
    'a-string-secret-at-least-256-bits-long',
  ],
  ...[
    'changeme',
    'change-me',
    'changethis',
    'changeit',
    'supersecret',
    'super-secret',
    'mysecret',
    'mysecretkey',
    'shhhhh',
  ],
  ...[
    'your-super-secret-jwt-key',
    'your-super-secret-jwt-key-change-this-in-production',
    'your-secret-key-change-in-production',
  ],
  ...[
    'password',
    'admin',
    'test',
    'dev',
    'development',
    'keyboard cat',
    'default',
    'token',
    'key',
    'private',
    '123456',
  ],
] as const;

/** A key that may sign tokens, and where anybody can read it. */
export interface KnownKey {
  readonly key: string;
  readonly place: string;
}

interface Parts {
  readonly head: string;
  readonly payload: string;
  readonly signature: string;
}

const hashOf: Readonly<Record<string, string>> = { HS256: 'sha256', HS384: 'sha384', HS512: 'sha512' };
const leastOpaqueBits = 64;

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const decoded = (text: string): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
};

/** The three parts of a signed token; undefined for one that carries nothing. */
export function partsOf(token: string): Parts | undefined {
  const [head = '', payload = '', signature = '', ...rest] = token.split('.');
  if (rest.length > 0 || signature === '' || Object.keys(decoded(head)).length === 0) return undefined;
  return { head, payload, signature };
}

const signed = (hash: string, key: string, text: string): string =>
  createHmac(hash, key).update(text).digest('base64url');

/** Which of these keys has signed a token, tried here, without asking anybody: pure. */
export function signerOf(
  { head, payload, signature }: Parts,
  keys: readonly KnownKey[],
): KnownKey | undefined {
  const hash = hashOf[String(decoded(head)['alg'])];
  if (hash === undefined) return undefined;
  return keys.find(({ key }) =>
    [key, ...bytesOf(key)].some(
      (one) => createHmac(hash, one).update(`${head}.${payload}`).digest('base64url') === signature,
    ),
  );
}

/** A key that is written in base64 or hexadecimal may be meant as its bytes. */
const bytesOf = (key: string): readonly Buffer[] => [
  ...(/^[A-Za-z0-9+/_=-]{16,}$/u.test(key) ? [Buffer.from(key, 'base64')] : []),
  ...(/^(?:[0-9a-f]{2}){8,}$/iu.test(key) ? [Buffer.from(key, 'hex')] : []),
];

/** Every literal that the source gives to a name of a key, and what everybody tries. */
export function knownKeys(source: Source | undefined): readonly KnownKey[] {
  const published = (source?.files ?? []).flatMap(({ path, text }) =>
    assignedValues(text)
      .filter(({ name }) => isSecretName(name) || /key$/iu.test(name))
      .map(({ value, line }) => ({ key: value, place: `${path}:${line}` })),
  );
  const common = commonKeys.map((key) => ({ key, place: 'the first guesses of everybody who tries' }));
  return [...new Map([...common, ...published].map((known) => [known.key, known])).values()];
}

/** The same claims, with an end a day later, in forms that only a careless check lets through: pure. */
export function forgeries(
  { head, payload }: Parts,
  key: KnownKey | undefined,
): readonly (readonly [string, string])[] {
  const claims = decoded(payload);
  const exp = typeof claims['exp'] === 'number' ? { exp: claims['exp'] + 86_400 } : {};
  const later = encoded({ ...claims, ...exp });
  const none = (alg: string): string => `${encoded({ ...decoded(head), alg })}.${later}.`;
  const by = (secret: string): string => {
    const own = encoded({ ...decoded(head), alg: 'HS256' });
    return `${own}.${later}.${signed('sha256', secret, `${own}.${later}`)}`;
  };
  return [
    ['no signature at all', `${head}.${later}.`],
    ...['none', 'None', 'NONE'].map((alg) => [`algorithm ${alg}`, none(alg)] as const),
    ['signed with an empty key', by('')],
    ['signed with somebody else’s key', by(randomBytes(32).toString('base64url'))],
    ...(key === undefined ? [] : [[`signed with the key of ${key.place}`, by(key.key)] as const]),
  ];
}

async function statusFor(http: HttpClient, target: Target, role: string, token: string): Promise<number> {
  const request = { method: 'GET', path: target.signIn.whoAmI.path } as const;
  return (await sendRequest(http, request, {}, headersFor(target, role, token))).status;
}

/** Makes tokens as somebody would who was never given one. */
export async function askForged({ stack, source, report, tell }: ReleaseQuestion): Promise<void> {
  const { target, facts, access } = stack;
  const { role } = target.operations.marker.write;
  const http = openHttp({ facts, access, sourceAddress: '127.0.3.4' });
  try {
    const { token } = await signIn(http, { target, role, account: accountOf(target, access, role) });
    const control = await statusFor(http, target, role, token);
    if (control !== 200)
      throw new Error(`a real token: expected 200, got ${control}: forged ones say nothing`);
    const parts = partsOf(token);
    if (parts === undefined) return tellOpaque(token, tell);
    const keys = knownKeys(source);
    const signer = signerOf(parts, keys);
    const forged = forgeries(parts, signer);
    report(`trying ${forged.length} forged tokens, and ${keys.length} keys that anybody can read`);
    const taken: string[] = [];
    for (const [what, one] of forged) {
      const status = await statusFor(http, target, role, one);
      if (status < 400 || status >= 500) taken.push(`${what}: answered with ${status}`);
    }
    const known = signer === undefined ? [] : [`the key that signs tokens stands in ${signer.place}`];
    const found = [...known, ...taken];
    tell({
      check,
      expected: `refused: ${forged.length} forged tokens, and no key of ${keys.length} signs`,
      actual:
        found.length > 0
          ? found.join('; ')
          : `refused: ${forged.length} forged tokens, and no key of ${keys.length} signs`,
      n: forged.length + keys.length,
      outcome: found.length > 0 ? 'fail' : 'pass',
      reason: found.join('; '),
    });
  } finally {
    await http.close();
  }
}

/** A token that carries no claims cannot be forged, but guessed. */
function tellOpaque(token: string, tell: ReleaseQuestion['tell']): void {
  const actual = Math.floor(bitsPerCharacter(token) * token.length);
  tell({
    check,
    operator: '>=',
    expected: leastOpaqueBits,
    actual,
    unit: 'bits',
    limit: leastOpaqueBits,
    n: 1,
    reason:
      actual >= leastOpaqueBits
        ? ''
        : `tokens hold about ${actual} bits: expected ${leastOpaqueBits} or more, or they can be guessed`,
  });
}
