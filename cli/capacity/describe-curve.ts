import type { Capacity } from '../../load/capacity/find-capacity.ts';
import type { CapacityCurve } from '../../reports/schema/capacity-report.ts';

type Step = CapacityCurve['steps'][number];

/** A search as its reader has it: one sentence, and the figures behind it. */
export function describeCurve(
  { users, failed, steps, ended }: Capacity<Step>,
  { shape, title }: Pick<CapacityCurve, 'shape' | 'title'>,
): CapacityCurve {
  const found = ended !== null ? 'ended' : failed === null ? 'held' : 'knee';
  const failsOn = failed?.failsOn ?? null;
  const usedUp = failed?.usedUp ?? null;
  const many = users.toLocaleString('en-GB');
  const over = `fails first on ${failsOn ?? 'nothing'} (${usedUp ?? 'nothing that was measured is used up'})`;
  const least =
    users === 0
      ? `it is not known how many users on ${title}`
      : failed === null
        ? `>= ${many} users on ${title}; not known further`
        : `${many} to ${failed.users.toLocaleString('en-GB')} users on ${title}; not known closer`;
  const sentence = {
    knee: `${many} users on ${title}; ${over}`,
    held: `>= ${many} users on ${title}, no limit met`,
    ended: `${least}: ${ended ?? ''}${failed === null ? '' : `; ${over}`}`,
  }[found];
  return { shape, title, users, found, failsOn, usedUp, ended, sentence, steps };
}
