import { setTimeout as pause } from 'node:timers/promises';
import { applicable } from '../../targets/capabilities.ts';
import { isNotApplicable } from '../../targets/schema/common.ts';
import type { Target } from '../../targets/schema/target.ts';
import { madeOrOpen } from './copies.ts';
import { disturb, type Disturbance } from './disturb.ts';
import {
  isAsked,
  resultOf,
  tellerOf,
  type DisturbanceResult,
  type ResilienceContext,
} from './resilience-context.ts';
import { tellDisturbance, tellFiles } from './tell.ts';

const check = 'survives.disk-full';
/** Room for the smallest seed with all that a server keeps beside it; what is left of it is filled. */
const smallDiskBytes = 384 * 1024 * 1024;
/** What is reserved already is still written to for a while, and rightly confirmed. */
const metWithinMs = 20_000;
const leastMs = 3_000;

const diskFull: Disturbance = {
  check,
  what: 'filling the data disk',
  needs: ['database'],
  async cause({ disk, target: { stack } }, { untilRefused }) {
    if (disk === undefined) return 'this stack has no data disk of its own';
    await using _full = await disk.fill();
    await untilRefused(metWithinMs);
    await pause(lastsMs(stack));
  },
};

/** Longer than twice the time in which the readiness page must notice: only then can it be held to the truth. */
function lastsMs({ readiness }: Target['stack']): number {
  return isNotApplicable(readiness) ? leastMs : Math.max(leastMs, 2 * readiness.withinMs + 2_000);
}

/** Fills the data disk of a copy while people write, and gives the room back. */
export async function runDiskFull(context: ResilienceContext): Promise<readonly DisturbanceResult[]> {
  if (!isAsked(check, context)) return [];
  const { stack, startCopy, signal, report } = context;
  signal.throwIfAborted();
  const limitMs = applicable(stack.target.resilience, 'resilience').outageMs.value;
  const observe = tellerOf(context)(check, stack, diskFull.needs);
  report('starting a copy whose data lie on a small disk');
  const copy = await madeOrOpen(() => startCopy({ name: 'disk', smallDiskBytes }), observe);
  if (copy === undefined) return [];
  await using _copy = copy;
  const disturbed = await disturb(diskFull, copy, { limitMs, signal, report });
  if (disturbed.figures.refused === 0)
    observe({
      expected: 'writes that find no room',
      actual: 'none',
      n: disturbed.figures.confirmed,
      outcome: 'inconclusive',
      reason: `the disk was full for ${metWithinMs / 1000} s, and nobody was refused: it was not met`,
    });
  tellDisturbance(disturbed, limitMs, observe);
  await tellFiles(copy, observe);
  return [resultOf(diskFull, disturbed)];
}
