import { couldMeasure, type LoadResult } from '../../load/index.ts';

/** A load that was played, and why a limit that it missed would speak of this machine. */
export interface MeasuredLoad {
  readonly result: LoadResult;
  readonly doubt: string | undefined;
}

/** What of a load says whether another one may say more. */
export interface SeenLoad {
  readonly result: Pick<LoadResult, 'invalid' | 'limits'> & {
    readonly overall: Pick<LoadResult['overall'], 'failed'>;
    readonly closed?: { readonly overall: Pick<LoadResult['overall'], 'failed'> };
    readonly calibration?: Parameters<typeof couldMeasure>[0];
    readonly judgements: readonly Pick<LoadResult['judgements'][number], 'outcome'>[];
  };
  readonly doubt: string | undefined;
}

const ofTheMachine = new Set(['starved', 'calibration']);

/**
 * Why a load is played once more: it proves nothing, for no other reason than what the machine did that played it, and that
 * machine could measure just before. Undefined where it proves something, and where a request failed: a second load that
 * answers all would hide it.
 */
export function whyOnceMore({ result, doubt }: SeenLoad): string | undefined {
  const { invalid, calibration, judgements, limits, overall, closed } = result;
  if (overall.failed + (closed?.overall.failed ?? 0) > 0) return undefined;
  if (calibration !== undefined && !couldMeasure(calibration, limits.p95Ms)) return undefined;
  if (invalid.some(({ code }) => !ofTheMachine.has(code))) return undefined;
  const isMissed = judgements.some(({ outcome }) => outcome === 'fail');
  const why = [...invalid.map(({ reason }) => reason), ...(isMissed && doubt !== undefined ? [doubt] : [])];
  return why.length === 0 ? undefined : why.join('; ');
}

/** What is told of a load that proved nothing: why, and its own figures, so that whoever doubts the second can compare. */
export function sayFirst(why: string, { overall, closed }: ToldLoad): string {
  const told = [
    sayFigures('by arrivals', overall),
    ...(closed === undefined ? [] : [sayFigures('by users who wait', closed.overall)]),
  ];
  return `${why}. What it measured, judged by nobody: ${told.join('; ')}`;
}

type ToldFigures = Pick<LoadResult['overall'], 'n' | 'percentiles'>;
type ToldLoad = { readonly overall: ToldFigures; readonly closed?: { readonly overall: ToldFigures } };

function sayFigures(of: string, { n, percentiles }: ToldFigures): string {
  if (percentiles === undefined) return `${of}, ${n} requests and no latency`;
  const ms = (value: number): string => `${Number(value.toPrecision(3))} ms`;
  return `${of}, p95 ${ms(percentiles.p95Ms)} and at most ${ms(percentiles.maxMs)} of ${n} requests`;
}
