import { isNotApplicable } from './schema/common.ts';
import type { AutomatedScan, Load } from './schema/limits.ts';
import type { Target } from './schema/target.ts';

/** Of every user of the load, as a person at work would make. */
export const leastRatePerUserPerS = 1;
/** After the warm-up. */
export const leastMeasuredS = 60;

const measuredS = ({ users, ratePerUserPerS, plannedRequests }: Load): number =>
  plannedRequests / (users * ratePerUserPerS);

/** True where the requests last as long as a gate asks for; a hair less is a matter of rounding. */
export const isLongEnough = (load: Load): boolean => measuredS(load) > leastMeasuredS - 1e-6;

/** What this target asks less of itself than a gate would, each with its own reason, for the report. */
export function leniencies({ load, limits }: Pick<Target, 'load' | 'limits'>): readonly string[] {
  return [...ofLoad(load), ...ofScan(limits.automatedScan)];
}

function ofLoad(load: Target['load']): readonly string[] {
  if (isNotApplicable(load) || load.lenient === undefined) return [];
  const figures = `${load.ratePerUserPerS} requests/s a user for ${measuredS(load).toFixed(0)} s`;
  const asked = `a gate asks for ${leastRatePerUserPerS} for ${leastMeasuredS} s`;
  return [`load: ${figures}, where ${asked}: ${load.lenient}`];
}

function ofScan({ fromRisk, source, except }: AutomatedScan): readonly string[] {
  const risk = fromRisk === 'high' ? [`ZAP: alerts of medium risk do not count: ${source}`] : [];
  return [...risk, ...except.map(({ rule, why }) => `ZAP: its rule ${rule} does not count: ${why}`)];
}
