import type { Target } from './schema/target.ts';

/** Requests by which a session is opened, renewed and ended. */
export function signInRequests({
  signIn,
}: Pick<Target, 'signIn'>): readonly { readonly method: string; readonly path: string }[] {
  const requests = [signIn.request, signIn.requestWithTotp, signIn.refresh?.request, signIn.signOut];
  return requests.flatMap((request) => (request ? [request] : []));
}

/** Paths by which people sign in and renew their session, without queries. */
export function requestPaths(target: Pick<Target, 'signIn'>): readonly string[] {
  return [...new Set(signInRequests(target).map(({ path }) => path.split('?')[0] ?? ''))];
}
