import { knownDelays } from '../calibration/known-delays.ts';
import type { FeedLine, LoadPlan } from '../plan.ts';
import { planLoad } from '../planner.ts';

/** Where `node load/calibration/known-delay-server.ts 8377` listens. */
const ORIGIN = 'http://127.0.0.1:8377';

/**
 * What `k6 run load/k6/play.ts` plays where it is told of no plan: twenty requests a second for ten seconds
 * that each say how long their answer takes, and ten users who wait and think (`-e PART=3`). The files beside
 * this one are written from it, and a test holds them to it.
 */
export function defaultPlan(): { plan: LoadPlan; feed: FeedLine[] } {
  return planLoad({
    name: 'default',
    mix: {
      headers: {},
      requests: [
        {
          name: 'known delay',
          method: 'GET',
          path: '/wait/{delay}',
          weight: 1,
          expect: { status: [200], pointers: [{ pointer: '/waitMs', equals: '{delay}' }] },
        },
      ],
    },
    users: 10,
    ratePerSecond: 20,
    durationS: 10,
    warmUpS: 1,
    closed: { warmUpS: 0, durationS: 5 },
    seed: 'default',
    records: { delay: knownDelays(200) },
    origin: ORIGIN,
  });
}
