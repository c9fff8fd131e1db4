import { isNotApplicable } from '../schema/common.ts';
import type { Target } from '../schema/target.ts';

type Pattern = readonly [field: string, pattern: string];

/** Every field that holds a regular expression. */
function patternsOf(target: Target): readonly Pattern[] {
  const { contentKinds, passwordHashes, scan, photos, install, offline } = target;
  return [
    ['passwordHashes.matches', passwordHashes.matches],
    ...contentKinds.flatMap(({ id, headers, path }): Pattern[] => [
      ...Object.entries(headers).map(([name, pattern]): Pattern => [
        `contentKinds ${id}: headers.${name}`,
        pattern,
      ]),
      ...(typeof path === 'string'
        ? []
        : [[`contentKinds ${id}: path.firstMatch`, path.firstMatch] as const]),
    ]),
    ...(isNotApplicable(scan) || isNotApplicable(scan.photo)
      ? []
      : [['scan.photo.refused', scan.photo.refused] as const]),
    ...(isNotApplicable(target.exports) ? [] : target.exports).flatMap(({ id, totals }): Pattern[] =>
      totals.flatMap((total) =>
        'figure' in total ? [[`exports ${id}: figure`, total.figure] as const] : [],
      ),
    ),
    ...(isNotApplicable(photos) ? [] : [['photos.refusal', photos.refusal] as const]),
    ...(isNotApplicable(install) ? [] : [['install.iosHint', install.iosHint] as const]),
    ...(isNotApplicable(offline) ? [] : [['offline.notice', offline.notice] as const]),
  ];
}

/** A pattern that is no regular expression would be found out only in the middle of a run. */
export function badPattern(target: Target): string | undefined {
  for (const [field, pattern] of patternsOf(target)) {
    try {
      new RegExp(pattern, 'u');
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      return `${field}: expected a regular expression, got "${pattern}" (${why})`;
    }
  }
  return undefined;
}
