import { LoadError } from './load-error.ts';

/** Signs one user in (by index, from 0) and gives what `{token}` stands for. */
export type SignIn = (userIndex: number) => Promise<string>;

/**
 * One session for each user, made before the clock starts: sign-ins are slow on purpose (password hashes)
 * and limited by address, so they are no part of the measured mix.
 * @throws LoadError `sign-in-failed`, naming the user
 */
export async function signInAll(options: {
  users: number;
  signIn: SignIn;
  /** Sign-ins under way at a time. */
  concurrency?: number;
  signal?: AbortSignal | undefined;
  onProgress?: (signedIn: number) => void;
}): Promise<string[]> {
  const tokens = new Array<string>(options.users);
  let nextUser = 0;
  let signedIn = 0;
  let failed = false;
  const worker = async () => {
    while (nextUser < options.users && !failed) {
      if (options.signal?.aborted === true) throw new LoadError('aborted', 'load: stopped while signing in');
      const user = nextUser++;
      try {
        tokens[user] = await signInOne(options.signIn, user);
      } catch (error) {
        failed = true;
        throw error;
      }
      options.onProgress?.(++signedIn);
    }
  };
  await Promise.all(Array.from({ length: Math.min(options.concurrency ?? 4, options.users) }, worker));
  return tokens;
}

async function signInOne(signIn: SignIn, user: number): Promise<string> {
  let token: string;
  try {
    token = await signIn(user);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new LoadError('sign-in-failed', `load user ${user}: expected a session, got: ${reason}`, { cause });
  }
  if (token === '')
    throw new LoadError('sign-in-failed', `load user ${user}: expected a token, got an empty one`);
  return token;
}

/** Renewed at this share of a token's life: what is under way still ends with the old one. */
const RENEW_AT = 0.7;
/** And asked for again at this share, where an engine asks. */
const ASK_AT = 0.8;

/** Sessions that are renewed while a part plays. */
export class Renewals {
  readonly #lifetimeMs: number;
  readonly #signIn: SignIn;
  readonly #tokens: string[];
  readonly #signedInAt: number[];

  /** `tokens` are fresh now, and are kept up to date. */
  constructor(tokens: string[], lifetimeS: number, signIn: SignIn) {
    this.#tokens = tokens;
    this.#lifetimeMs = lifetimeS * 1000;
    this.#signIn = signIn;
    this.#signedInAt = tokens.map(() => performance.now());
  }

  get leaseS(): number {
    return (this.#lifetimeMs * ASK_AT) / 1000;
  }

  /** Renews each user's session before it ends, one after the other, and tells of it until the end is called. */
  tell(onToken: (user: number, token: string) => void): () => void {
    let isEnded = false;
    let timer: NodeJS.Timeout | undefined;
    const next = () => {
      const user = this.#oldest();
      const dueMs = (this.#signedInAt[user] ?? 0) + this.#lifetimeMs * RENEW_AT - performance.now();
      timer = setTimeout(() => void renew(user), Math.max(0, dueMs));
    };
    const renew = async (user: number) => {
      this.#signedInAt[user] = performance.now();
      try {
        const token = await signInOne(this.#signIn, user);
        this.#tokens[user] = token;
        if (!isEnded) onToken(user, token);
      } catch {
        // Its requests will be refused once the old token is over, and that is what the figures will say.
      }
      if (!isEnded) next();
    };
    next();
    return () => {
      isEnded = true;
      clearTimeout(timer);
    };
  }

  #oldest(): number {
    return this.#signedInAt.reduce((oldest, at, user, all) => (at < (all[oldest] ?? 0) ? user : oldest), 0);
  }
}
