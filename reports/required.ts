import { catalogue } from '../checks/catalogue.ts';
import type { CheckDefinition, LeastFidelity, ProfileName } from '../checks/check.ts';
import { whyNotApplicable } from '../targets/capabilities.ts';
import type { Target } from '../targets/schema/target.ts';
import { subjectsOf } from '../targets/subjects.ts';

/** One cell that must be answered: a check, of a subject, on a device. */
export interface RequiredCell {
  readonly check: string;
  readonly question: string;
  readonly suite: string;
  readonly subject: string;
  readonly device: string;
  readonly level: 'blocking' | 'warning';
  readonly leastFidelity: LeastFidelity;
  /** The target says why it cannot be asked; counted and listed, never green. */
  readonly notApplicable: string | null;
}

export interface ProfileDevices {
  readonly profile: ProfileName;
  /** Every phone of the profile; the first one carries the checks that run on one. */
  readonly devices: readonly string[];
  /** The phone that checks marked `one` run on. In `acceptance` they run on every phone. */
  readonly main: string;
}

function devicesOf(check: CheckDefinition, { profile, devices, main }: ProfileDevices): readonly string[] {
  if (check.devices === 'none') return ['none'];
  if (check.devices === 'each' || profile === 'acceptance') return devices;
  return [main];
}

function cellsOf(check: CheckDefinition, target: Target, on: ProfileDevices): readonly RequiredCell[] {
  const why = check.capability ? whyNotApplicable(target, check.capability) : undefined;
  const base = {
    check: check.id,
    question: check.question,
    suite: check.suite,
    level: check.level,
    leastFidelity: check.leastFidelity,
  };
  if (why !== undefined) return [{ ...base, subject: 'target', device: 'none', notApplicable: why }];
  return subjectsOf(check, target).flatMap((subject) =>
    devicesOf(check, on).map((device) => ({ ...base, subject, device, notApplicable: null })),
  );
}

/** catalogue x target x profile x devices: what must be answered, whatever happened to be scheduled. */
export function requiredCells(target: Target, on: ProfileDevices): readonly RequiredCell[] {
  return catalogue
    .filter((check) => check.profiles.includes(on.profile))
    .flatMap((check) => cellsOf(check, target, on));
}
