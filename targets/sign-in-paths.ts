import type { Target } from './schema/target.ts';

/** Paths by which people sign in and renew their session, without queries. */
export function requestPaths({ signIn }: Pick<Target, 'signIn'>): readonly string[] {
  const requests = [signIn.request, signIn.requestWithTotp, signIn.refresh?.request, signIn.signOut];
  return [...new Set(requests.flatMap((request) => (request ? [request.path.split('?')[0] ?? ''] : [])))];
}
