import { catalogue } from '../checks/catalogue.ts';
import type { CheckDefinition, LeastFidelity, ProfileName } from '../checks/check.ts';
import { whyNotApplicable } from '../targets/capabilities.ts';
import { isNotApplicable } from '../targets/schema/common.ts';
import type { Target } from '../targets/schema/target.ts';
import { subjectsOf } from '../targets/subjects.ts';

/** One cell that must be answered: a check, of a subject, on a device. */
export interface RequiredCell {
  readonly check: string;
  readonly question: string;
  readonly suite: string;
  readonly subject: string;
  readonly device: string;
  /** The stack whose rows answer: evidence of another one does not. */
  readonly stack: string;
  readonly level: 'blocking' | 'warning';
  readonly leastFidelity: LeastFidelity;
  /** The target says why it cannot be asked; counted and listed, never green. */
  readonly notApplicable: string | null;
  /** The target has the capability and names nothing to ask it of: never measured, so never green. */
  readonly unasked?: string;
  /** No plan of this profile asked for it, and it failed all the same. */
  readonly stray?: true;
}

export interface ProfileDevices {
  readonly profile: ProfileName;
  /** Every phone of the profile; the first one carries the checks that run on one. */
  readonly devices: readonly string[];
  /** The phone that checks marked `one` run on. In `acceptance` they run on every phone. */
  readonly main: string;
  /** How many deployments were attached to: 0 on a stack that the run started, 2 where they are compared. */
  readonly deployments?: 0 | 1 | 2;
}

/**
 * Which stack a check is judged on: what people do on the restored system on `restored`, all else on `main`. The
 * drill's own answers (`restore.*`, `backup.taken`) are about the release as a whole, and so are rows of `main`.
 */
export function stackOf(check: Pick<CheckDefinition, 'subjects'> | undefined): 'main' | 'restored' {
  return check?.subjects === 'restored-task' ? 'restored' : 'main';
}

/** A limit that the recipe raises on `main` is judged on the stack that the target names for it. */
function limitedStack({ capability }: CheckDefinition, { loginLimit }: Target): string | undefined {
  return capability === 'loginLimit' && !isNotApplicable(loginLimit) ? loginLimit.stack : undefined;
}

function devicesOf(check: CheckDefinition, { profile, devices, main }: ProfileDevices): readonly string[] {
  if (check.devices === 'none') return ['none'];
  if (check.devices === 'each' || profile === 'acceptance') return devices;
  return [main];
}

function cellsOf(check: CheckDefinition, target: Target, on: ProfileDevices): readonly RequiredCell[] {
  const subjects = subjectsOf(check, target);
  const lacks = check.capability ? whyNotApplicable(target, check.capability) : undefined;
  const why = lacks ?? (subjects.length === 0 ? target.without[check.id] : undefined);
  const base = {
    check: check.id,
    question: check.question,
    suite: check.suite,
    stack: limitedStack(check, target) ?? stackOf(check),
    level: check.level,
    leastFidelity: check.leastFidelity,
  };
  if (why !== undefined) return [{ ...base, subject: 'target', device: 'none', notApplicable: why }];
  const devices = devicesOf(check, on);
  if (subjects.length === 0 || devices.length === 0) {
    const lacking =
      subjects.length === 0 ? `the target names no ${check.subjects}` : 'the profile has no phone';
    const unasked = `${lacking} to ask this of, and does not say why`;
    return [{ ...base, subject: 'target', device: 'none', notApplicable: null, unasked }];
  }
  return subjects.flatMap((subject) =>
    devices.map((device) => ({ ...base, subject, device, notApplicable: null })),
  );
}

/** catalogue x target x profile x devices: what must be answered, whatever happened to be scheduled. */
export function requiredCells(target: Target, on: ProfileDevices): readonly RequiredCell[] {
  return catalogue
    .filter((check) => check.profiles.includes(on.profile))
    .filter((check) => (check.deployments ?? 0) <= (on.deployments ?? 0))
    .flatMap((check) => cellsOf(check, target, on));
}
