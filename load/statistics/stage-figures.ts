import type { Sample } from '../engines/samples.ts';
import type { LoadPlan } from '../plan.ts';
import { stagesOf } from '../schedule.ts';
import { allFigures } from './figures.ts';
import type { PlayedStage } from './judge-stages.ts';

/** The figures of each stage that was judged, warm-up left away; by arrival rate, and without the extension. */
export function stageFigures(
  plan: LoadPlan,
  samples: readonly Sample[],
  options: { requestTimeoutMs: number; seed: string },
): PlayedStage[] {
  const stages = stagesOf(plan, 1);
  const full = Math.max(...stages.map(({ toPerSecond }) => toPerSecond));
  const usersAt = (perSecond: number): number => Math.round((perSecond / full) * plan.users);
  let fromMs = 0;
  return stages.flatMap(({ phase, durationS, fromPerSecond, toPerSecond }, at) => {
    const [beganMs, endsMs] = [fromMs, (fromMs += durationS * 1000)];
    if (phase === 'warm-up') return [];
    const inside = samples.filter(
      ({ part, intendedMs }) => part === 1 && intendedMs >= beganMs && intendedMs < endsMs,
    );
    const figures = { ...allFigures(inside, [], options).overall, subject: `stage ${at + 1}` };
    return [{ durationS, fromUsers: usersAt(fromPerSecond), toUsers: usersAt(toPerSecond), figures }];
  });
}
