import { isNotApplicable } from '../schema/common.ts';
import type { Target } from '../schema/target.ts';

type Identified = readonly { readonly id: string }[];

/** Two things of one id: a row of evidence would not say which it is about. */
export function duplicateId(target: Target): string | undefined {
  const lists: Readonly<Record<string, Identified>> = {
    roles: target.roles,
    tasks: target.tasks,
    endpoints: target.endpoints,
    uploadLimits: isNotApplicable(target.uploadLimits) ? [] : target.uploadLimits,
    exports: isNotApplicable(target.exports) ? [] : target.exports,
    backgroundWork: isNotApplicable(target.backgroundWork) ? [] : target.backgroundWork,
    atOnce: isNotApplicable(target.atOnce) ? [] : target.atOnce,
    writes: isNotApplicable(target.writes) ? [] : target.writes,
    pagers: isNotApplicable(target.pagers) ? [] : target.pagers,
    pages: target.pages,
    figures: isNotApplicable(target.figures) ? [] : target.figures,
    contentKinds: target.contentKinds,
    checklist: target.checklist,
  };
  for (const [field, list] of Object.entries(lists)) {
    const seen = new Set<string>();
    for (const { id } of list) {
      if (seen.has(id)) return `${field}: expected unique ids, got "${id}" twice`;
      seen.add(id);
    }
  }
  return undefined;
}
