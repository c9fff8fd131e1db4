import type { LoadPlan } from './plan.ts';
import type { Sample } from './engines/samples.ts';

/** What a run wrote, by the driver's own account: held against the rows in the database afterwards. */
export interface WriteCount {
  name: string;
  upload: boolean;
  /** Sent, warm-up and extension too. */
  sent: number;
  /** Answered as expected: each of these must be in the database. */
  acknowledged: number;
  /** No answer, or a wrong one: may be in the database or not. */
  uncertain: number;
  /** Refused by the limiter: must not be in the database. */
  refused: number;
}

/** Counts every write of the run by name. Rows must number from `acknowledged` to `acknowledged + uncertain`. */
export function countWrites(plan: LoadPlan, samples: readonly Sample[]): WriteCount[] {
  const byName = Map.groupBy(samples, (sample) => sample.name);
  return plan.requests
    .filter((request) => request.write || request.upload)
    .map(({ name, upload }) => {
      const sent = (byName.get(name) ?? []).filter((sample) => sample.outcome !== 'dropped');
      const acknowledged = sent.filter((sample) => sample.outcome === 'ok').length;
      const refused = sent.filter((sample) => sample.outcome === 'limited').length;
      const uncertain = sent.length - acknowledged - refused;
      return { name, upload, sent: sent.length, acknowledged, uncertain, refused };
    });
}
