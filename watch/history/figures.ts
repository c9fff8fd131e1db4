import { percentileBounds } from '../../load/statistics/block-bootstrap.ts';
import { shareBounds, type Bounded } from '../../load/statistics/error-rate.ts';
import { percentile95 } from '../channels/prometheus-text.ts';
import type { Look } from '../look/look.ts';

/** What a number of looks says, with how sure that is. */
export interface Figures {
  readonly looks: number;
  /** From the first of them to the last. */
  readonly spanMs: number;
  /** Of those in which it was seen, the share in which people could not work; n is `seen`. */
  readonly down: Bounded;
  readonly seen: number;
  /** Of all requests, the share without a good answer; n is `requests`. */
  readonly errors: Bounded;
  readonly requests: number;
  /** Of the answered requests; undefined where there were none. */
  readonly p95: { readonly valueMs: number; readonly lowerMs: number; readonly upperMs: number } | undefined;
  /** Looks in which a check failed and then passed. */
  readonly flaky: number;
}

/** Pure. Requests of one look are not independent of each other: bounds come from drawing whole looks anew. */
export function figuresOf(looks: readonly Look[]): Figures {
  const seen = looks.filter(({ up }) => up !== null);
  const requests = looks.reduce((sum, look) => sum + look.requests, 0);
  const bad = looks.reduce((sum, look) => sum + look.bad, 0);
  const latencies = looks.flatMap(({ latenciesMs }, block) =>
    latenciesMs.map((latencyMs) => ({ latencyMs, block })),
  );
  const value = percentile95(latencies.map(({ latencyMs }) => latencyMs));
  const bounds = percentileBounds(latencies, 95, { seed: 'looks', resamples: 500 });
  const [first, last] = [looks.at(0), looks.at(-1)];
  return {
    looks: looks.length,
    spanMs: first && last ? Date.parse(last.startedAt) - Date.parse(first.startedAt) : 0,
    down: shareBounds(seen.filter(({ up }) => up === false).length, seen.length),
    seen: seen.length,
    errors: shareBounds(bad, requests),
    requests,
    p95:
      value === null || !bounds
        ? undefined
        : { valueMs: value, lowerMs: bounds.lower, upperMs: bounds.upper },
    flaky: looks.filter((look) => look.flaky > 0).length,
  };
}
