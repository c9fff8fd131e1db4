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
