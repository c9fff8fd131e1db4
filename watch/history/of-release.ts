import type { Look } from '../look/look.ts';

/**
 * The looks at one release, and how many were at another: what they saw says nothing of it. A look that was told no version
 * counts, and so does every one where the release's own is not known.
 */
export function looksOfRelease(
  looks: readonly Look[],
  version: string | undefined,
): { readonly looks: readonly Look[]; readonly others: number } {
  if (version === undefined || version === 'unknown') return { looks, others: 0 };
  const own = looks.filter((look) => look.version === null || look.version === version);
  return { looks: own, others: looks.length - own.length };
}
