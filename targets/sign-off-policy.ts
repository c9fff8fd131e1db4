import type { SignOff } from './schema/sign-off.ts';
import type { Target } from './schema/target.ts';

/** What a sign-off is held to, with nothing left out. */
export interface SignOffPolicy {
  readonly roles: readonly {
    readonly id: string;
    readonly title: string;
    readonly boxes: readonly { readonly text: string; readonly checks: readonly string[] }[];
  }[];
  readonly mustApprove: readonly string[];
  readonly leastApprovals: number;
  /** Why one person may sign for several roles; null: nobody may. */
  readonly onePersonForAll: string | null;
  readonly drillWithinDays: number;
  readonly goForDays: number;
  readonly waiverForDays: number;
}

const usual = ['development', 'operations', 'management'] as const;

const titleOf = (id: string): string => id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' ');

function rolesOf({ signOff, checklist }: Pick<Target, 'signOff' | 'checklist'>): SignOffPolicy['roles'] {
  if (signOff.roles !== undefined) return signOff.roles;
  const named = checklist.flatMap(({ by, role }) => (by === 'person' && role !== undefined ? [role] : []));
  const ids = named.length > 0 ? [...new Set(named)] : usual;
  return ids.map((id) => ({ id, title: titleOf(id), boxes: [] }));
}

/** The target's own rules of a sign-off, and the usual ones where it states none. */
export function signOffPolicy(target: Pick<Target, 'signOff' | 'checklist'>): SignOffPolicy {
  const { signOff }: { readonly signOff: SignOff } = target;
  const roles = rolesOf(target);
  const mustApprove = signOff.mustApprove ?? roles.map(({ id }) => id);
  const { drillWithinDays, goForDays, waiverForDays } = signOff;
  return {
    roles,
    mustApprove,
    leastApprovals: signOff.leastApprovals ?? mustApprove.length,
    onePersonForAll: signOff.onePersonForAll ?? null,
    drillWithinDays,
    goForDays,
    waiverForDays,
  };
}
