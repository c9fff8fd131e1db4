export { parseMix } from './mix.ts';
export type { LoadRecords } from './pick-records.ts';
export type { LoadResult } from './result.ts';
export type { EngineName } from './engines/engine.ts';
export { loadProfiles, type LoadProfile, type ProfileStage } from './profiles.ts';
export { GATE_LEAST, runLoad, type LoadProgress } from './run.ts';
export type { Judgement } from './statistics/judge.ts';
export { judgeStages, sayStages } from './statistics/judge-stages.ts';
export { measureThroughput } from './throughput/throughput.ts';
