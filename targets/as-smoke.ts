import { isNotApplicable } from './schema/common.ts';
import type { Hooks } from './schema/hooks.ts';
import type { Smoke } from './schema/smoke.ts';
import type { Target } from './schema/target.ts';
import { TargetError } from './target-error.ts';

/**
 * What of the target is looked at in production: one person, and the pages that are named. All else is as it was.
 * @throws TargetError `malformed-target` where nobody is named to look, or to look at what they may not see.
 */
export function asSmoke(target: Target): Target {
  const smoke = smokeOf(target);
  const isSeen = ({ role }: { readonly role?: string | undefined }): boolean =>
    role === undefined || role === smoke.role;
  return {
    ...target,
    roles: target.roles.map((role) => ({ ...role, signsIn: role.id === smoke.role })),
    pages: smoke.pages.map((id) => pageOf(target, smoke, id)),
    contentKinds: target.contentKinds.filter(isSeen),
  };
}

/** @throws TargetError `malformed-target` where the target does not say it. */
export function smokeOf({ name, roles, smoke }: Pick<Target, 'name' | 'roles' | 'smoke'>): Smoke {
  if (isNotApplicable(smoke)) {
    throw malformed(name, 'smoke', 'role and pages of who may look at it in production', smoke.notApplicable);
  }
  if (!roles.some(({ id }) => id === smoke.role)) {
    throw malformed(name, 'smoke.role', `one of ${roles.map(({ id }) => id).join(', ')}`, smoke.role);
  }
  return smoke;
}

function pageOf({ name, pages }: Target, { role }: Smoke, id: string): Target['pages'][number] {
  const found = pages.find((page) => page.id === id);
  if (found && (found.role === undefined || found.role === role)) return found;
  const own = pages.filter((page) => page.role === undefined || page.role === role);
  throw malformed(name, 'smoke.pages', `of ${role}’s own: ${own.map((page) => page.id).join(', ')}`, id);
}

/** Of what somebody was given, only what a look needs: nothing that stops, restores, changes or puts load on it. */
export function smokeHooks(hooks: Hooks, target: Pick<Target, 'roles'>, smoke: Smoke): Hooks {
  const account = target.roles.find(({ id }) => id === smoke.role)?.account ?? smoke.role;
  const { variables, newestBackups, jobs } = hooks.commands;
  return {
    ...hooks,
    accounts: Object.fromEntries(
      Object.entries(hooks.accounts).filter(([name]) => name.split('#')[0] === account),
    ),
    bucket: undefined,
    commands: { variables, newestBackups, jobs },
    permits: [],
    changesRecords: undefined,
    removals: [],
    compared: {},
  };
}

const malformed = (name: string, field: string, expected: string, got: string): TargetError =>
  new TargetError('malformed-target', `${name}: ${field}: expected ${expected}, got: ${got}`);
