/** A stretch of a profile: the share of the users, 0 to 1, that it begins and ends with. */
export interface ProfileStage {
  durationS: number;
  from: number;
  to: number;
}

/**
 * Shapes of load, as data. The gate's is the ramp's in small: its warm-up stands for the way up, what is judged
 * for the plateau, and its length is the target's. The ramp is what go-live plans ask for: five minutes up to all
 * users, ten with all, five down to none; all of it is judged, and the plateau by itself.
 */
export const loadProfiles = {
  gate: undefined,
  ramp: [
    { durationS: 300, from: 0, to: 1 },
    { durationS: 600, from: 1, to: 1 },
    { durationS: 300, from: 1, to: 0 },
  ],
} as const satisfies Readonly<Record<string, readonly ProfileStage[] | undefined>>;

export type LoadProfile = keyof typeof loadProfiles;
