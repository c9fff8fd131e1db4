/**
 * One part of a load that is played by several k6 at once, each with its own execution segment: what play.ts does, and
 * at the end one line that says which plan and which segment it was, when, and what k6 dropped. A log without that
 * line is cut.
 *
 *   -e DIGEST=<sha256>   of plan.json and feed.jsonl
 *   GOLIVE_TOKENS_<n>    JSON arrays, in the environment: the tokens of all users, in as many pieces as it takes
 */
import exec from 'k6/execution';
import { endLine } from '../distributed/end-line.ts';

export { default, options } from './play.ts';

/** What k6 tells of its run at the end, as far as it is looked at. */
interface SummaryData {
  state: { testRunDurationMs: number };
  metrics: Record<string, { values: { count?: number } } | undefined>;
}

export function handleSummary({ state, metrics }: SummaryData): { stdout: string } {
  const { executionSegment, executionSegmentSequence } = exec.test.options;
  const count = (name: string): number => metrics[name]?.values.count ?? 0;
  const endedMs = Date.now();
  return {
    stdout: endLine({
      digest: __ENV['DIGEST'] ?? '',
      segment: String(executionSegment ?? '0:1'),
      sequence: String(executionSegmentSequence ?? '0,1'),
      startedMs: endedMs - state.testRunDurationMs,
      endedMs,
      dropped: count('dropped_iterations'),
      iterations: count('iterations'),
    }),
  };
}
