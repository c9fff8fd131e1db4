import type { StackFacts } from './facts.ts';

/** For people, and for evidence: `1.4.0`, `1.4.0 (commit 5220046ac1 of 2026-01-04)`. */
export const releaseInWords = ({
  version,
  origin,
}: Pick<StackFacts['release'], 'version' | 'origin'>): string =>
  origin === undefined ? version : `${version} (${origin})`;
