import type { ParseArgsOptionsConfig } from 'node:util';
import { engineNames } from '../load/engines/engine.ts';
import { loadProfiles, type LoadProfile } from '../load/profiles.ts';

/** What `--engine` takes. */
export const engineWords = ['auto', ...engineNames] as const;
export type EngineWord = (typeof engineWords)[number];

/** What a command line says of the load. */
export interface LoadRequest {
  readonly engine: EngineWord;
  readonly profile: LoadProfile;
}

export const loadProfileNames = Object.keys(loadProfiles) as readonly LoadProfile[];

export const loadOptions = {
  engine: { type: 'string' },
  'load-profile': { type: 'string' },
} as const satisfies ParseArgsOptionsConfig;

export const loadFlags = {
  [`--engine ${engineWords.join('|')}`]:
    'what plays the load; the built-in driver if left out. autocannon finds throughput, and never passes a latency',
  [`--load-profile ${loadProfileNames.join('|')}`]:
    'how long the load is: the target’s minute, or the stages that it states; where it states none, 5 min up, ' +
    '10 at full load and 5 down. By arrival rate and by users who wait: 45 minutes',
} as const;
