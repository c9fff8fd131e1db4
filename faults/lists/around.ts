import type { Fault } from '../fault.ts';
import { bucketLetsEverybodyIn } from '../bucket-lets-everybody-in.ts';
import { logWithoutBound } from '../log-without-bound.ts';
import { noCameraNotSaid } from '../no-camera-not-said.ts';
import { readinessForgetsStorage } from '../readiness-forgets-storage.ts';
import { storedToldAsFailure } from '../stored-told-as-failure.ts';

/** What becomes of an application by what stands around it: its parts, its bucket, a phone without a camera. */
export const aroundFaults: readonly Fault[] = [
  readinessForgetsStorage,
  bucketLetsEverybodyIn,
  noCameraNotSaid,
  logWithoutBound,
  storedToldAsFailure,
];
