export { assertAllowed, isLoopback, type LoadDestination } from './allowed-host.ts';
export { calibrate, type Calibration, type CalibrationOptions } from './calibration/calibrate.ts';
export type { WriteCount } from './count-writes.ts';
export { LoadError, type LoadErrorCode } from './load-error.ts';
export {
  assertRepresentative,
  loadMixSchema,
  parseMix,
  type LoadMix,
  type LoadMixInput,
  type MixRequirements,
} from './mix.ts';
export type { LoadRecords } from './pick-records.ts';
export { planLoad, type PlanInput } from './planner.ts';
export type { EndpointResult, LoadResult, Plot } from './result.ts';
export { runLoad, type LoadProgress, type LoadRunOptions } from './run.ts';
export type { Judgement, LeastCounts, LoadLimits } from './statistics/judge.ts';
export { measureThroughput, type Throughput } from './throughput/throughput.ts';
export type { SignIn } from './tokens.ts';
