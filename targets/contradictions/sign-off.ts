import { findCheck } from '../../checks/catalogue.ts';
import { parseBinding } from '../binding.ts';
import type { Target } from '../schema/target.ts';
import { signOffPolicy } from '../sign-off-policy.ts';

/** A sign-off that nobody could ever give: a role or a check that is not there, or more approvals than roles. */
export function impossibleSignOff(target: Target): string | undefined {
  const { roles, mustApprove, leastApprovals } = signOffPolicy(target);
  const known = roles.map(({ id }) => id);
  const twice = known.find((id, at) => known.indexOf(id) !== at);
  if (twice !== undefined) return `signOff.roles: expected unique ids, got "${twice}" twice`;
  const stranger = mustApprove.find((role) => !known.includes(role));
  if (stranger !== undefined) {
    return `signOff.mustApprove: expected one of ${known.join(', ')}, got "${stranger}"`;
  }
  if (leastApprovals > known.length) {
    return `signOff.leastApprovals: expected at most ${known.length}, one a role, got ${leastApprovals}`;
  }
  const orphan = target.checklist.find(
    ({ by, role }) => by === 'person' && role !== undefined && !known.includes(role),
  );
  if (orphan !== undefined) {
    return `checklist ${orphan.id}: expected a role that signs (${known.join(', ')}), got "${orphan.role ?? ''}"`;
  }
  return unknownBox(target);
}

function unknownBox({ signOff }: Target): string | undefined {
  for (const [index, { boxes }] of (signOff.roles ?? []).entries()) {
    const wrong = boxes
      .flatMap(({ checks }) => checks)
      .find((binding) => !findCheck(parseBinding(binding).check));
    if (wrong !== undefined) {
      return `signOff.roles.${index}.boxes: expected a check of the catalogue, got "${wrong}"`;
    }
  }
  return undefined;
}
