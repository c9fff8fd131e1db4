/** A method and a path; `{name}` in a path stands for one part of it. */
export interface RequestPattern {
  readonly method: string;
  readonly path: string;
}

/** What may leave for a system that is only to be looked at, besides reads. */
export interface RequestRules {
  /** They leave, though they are no reads: to sign in, to renew a session, to sign out. */
  readonly allows: readonly RequestPattern[];
  /** Pages send them by themselves: they are stopped, and not held against anybody. */
  readonly expects: readonly RequestPattern[];
}

/** A request as it was about to leave. */
export interface Leaving {
  readonly method: string;
  /** Path and query, as they were sent. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** It asks for another protocol, over which anything could be sent. */
  readonly upgrades?: boolean;
}

/** `read` and `allowed` leave; `expected` and `stopped` do not, and the latter fails the run. */
export const rulings = ['read', 'allowed', 'expected', 'stopped'] as const;
export type Ruling = (typeof rulings)[number];

/** Servers take these for the method that is meant. */
const overrides = ['x-http-method-override', 'x-http-method', 'x-method-override'];
const reads = ['GET', 'HEAD'];

/** Pure: the same request is always ruled on alike. What nobody has allowed is stopped. */
export function ruleOn(request: Leaving, { allows, expects }: RequestRules): Ruling {
  const is = (pattern: RequestPattern): boolean => matches(request, pattern);
  if (expects.some(is)) return 'expected';
  if (request.upgrades === true || meansAnother(request)) return 'stopped';
  if (reads.includes(request.method)) return hasBody(request) ? 'stopped' : 'read';
  return allows.some(is) ? 'allowed' : 'stopped';
}

const meansAnother = ({ headers }: Leaving): boolean => overrides.some((name) => headers[name] !== undefined);

/** What is read needs none: some servers act on it all the same. */
const hasBody = ({ headers }: Leaving): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/** As it was sent: no dots and no escapes are resolved, so that nothing hides behind a path that is allowed. */
function matches({ method, path }: Leaving, pattern: RequestPattern): boolean {
  if (method !== pattern.method) return false;
  const parts = (path.split('?')[0] ?? '').split('/');
  const wanted = (pattern.path.split('?')[0] ?? '').split('/');
  return (
    parts.length === wanted.length &&
    wanted.every((part, at) => {
      const seen = parts[at] ?? '';
      return /^\{\w+\}$/u.test(part) ? /^[\w-]+$/u.test(seen) : part === seen;
    })
  );
}
