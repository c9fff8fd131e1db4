import { percentileBounds } from '../../load/statistics/block-bootstrap.ts';
import { percentile95 } from '../channels/prometheus-text.ts';
import type { Look } from '../look/look.ts';
import { isRequestOf } from '../look/request-name.ts';

/** What the acceptance run had measured of one kind of request, under its load. */
export interface AcceptedRequest {
  readonly method: string;
  /** As the load's plan has it, with `{job.id}` and a query. */
  readonly path: string;
  readonly p95Ms: number;
  /** Upper bound of it. */
  readonly upperMs: number;
  readonly n: number;
}

/** One kind of request: as it was accepted, and as the looks have seen it. */
export interface Compared {
  readonly accepted: AcceptedRequest;
  readonly n: number;
  /** In how many looks it was asked for. */
  readonly looks: number;
  readonly valueMs: number;
  readonly lowerMs: number;
  readonly upperMs: number;
}

/**
 * Like beside like: of each kind of request that the acceptance run has measured, the looks' requests of that kind; what
 * they never asked for, and what it never measured (pages, scripts, log-ins), is left out. Bounds come from drawing whole
 * looks anew.
 */
export function comparedRequests(
  looks: readonly Look[],
  accepted: readonly AcceptedRequest[],
): readonly Compared[] {
  return accepted.flatMap((one) => {
    const latencies = looks.flatMap(({ byPath = {} }, block) =>
      Object.entries(byPath)
        .filter(([name]) => isRequestOf(name, one.method, one.path))
        .flatMap(([, seen]) => seen.map((latencyMs) => ({ latencyMs, block }))),
    );
    const value = percentile95(latencies.map(({ latencyMs }) => latencyMs));
    const bounds = percentileBounds(latencies, 95, { seed: `${one.method} ${one.path}`, resamples: 500 });
    if (value === null || !bounds) return [];
    return [
      {
        ...{ accepted: one, n: latencies.length, looks: new Set(latencies.map(({ block }) => block)).size },
        ...{ valueMs: value, lowerMs: bounds.lower, upperMs: bounds.upper },
      },
    ];
  });
}
