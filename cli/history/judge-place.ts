import { completeRow } from '../../evidence/complete.ts';
import { decide, type Decision } from '../../reports/decide.ts';
import { requiredCells } from '../../reports/required.ts';
import type { Verdict } from '../../reports/verdict.ts';
import { isNotApplicable } from '../../targets/schema/common.ts';
import type { Target } from '../../targets/schema/target.ts';
import type { AcceptedRequest } from '../../watch/history/compared.ts';
import { judgeLooks, type Limits } from '../../watch/history/judge.ts';
import type { Look } from '../../watch/look/look.ts';
import type { Row } from '../../watch/look/row.ts';

export interface JudgedPlace {
  readonly decision: Decision;
  readonly rows: readonly Row[];
  readonly limits: Limits;
}

/** What the looks are held to: the target’s own limits, and what the signed run had measured. */
export function limitsOf(target: Target, signed: Verdict | undefined): Limits {
  const { load, smoke } = target;
  return {
    p95Ms: isNotApplicable(load) ? undefined : load.p95Ms.value,
    errorShare: isNotApplicable(load) ? undefined : load.errorShare.value,
    uptime: isNotApplicable(smoke) ? undefined : smoke.uptime?.value,
    accepted: signed?.load && { run: signed.run.id, requests: acceptedOf(signed.load.endpoints) },
  };
}

/** What reads, and was measured often enough to be judged by itself: nothing else is asked for by a look. */
function acceptedOf(endpoints: NonNullable<Verdict['load']>['endpoints']): readonly AcceptedRequest[] {
  return endpoints.flatMap(({ method, path, write, judged, n, percentiles, p95Bounds }) => {
    if (write || !judged || percentiles === undefined) return [];
    const { p95Ms } = percentiles;
    return [{ method, path, n, p95Ms, upperMs: p95Bounds?.upper ?? p95Ms }];
  });
}

/** The same judge as that of every run, over what the looks have seen: the plan’s lines of the days after are due. */
export function judgePlace(looks: readonly Look[], target: Target, signed: Verdict | undefined): JudgedPlace {
  const limits = limitsOf(target, signed);
  const now = new Date();
  const required = requiredCells(target, { profile: 'watch', devices: [], main: 'none', deployments: 1 });
  const asked = required.filter(({ notApplicable }) => notApplicable === null).map(({ check }) => check);
  const rows = judgeLooks(looks, limits).filter(({ check }) => asked.includes(check));
  const evidence = rows.map((row) =>
    completeRow({ ...row, fidelity: 'deployed' }, { run: 'history', stack: 'main', now }),
  );
  const judged = { required, evidence, checklist: target.checklist, profile: 'watch' } as const;
  const decision = decide({ ...judged, waivers: [], asOf: now, partial: null, endedEarly: null });
  const outcomes = new Map(evidence.map(({ check, outcome }) => [check, outcome]));
  return {
    decision,
    limits,
    rows: rows.map((row) => ({ ...row, outcome: outcomes.get(row.check) ?? 'inconclusive' })),
  };
}
