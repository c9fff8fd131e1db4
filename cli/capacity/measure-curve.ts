import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findCapacity } from '../../load/capacity/find-capacity.ts';
import type { CapacityCurve } from '../../reports/schema/capacity-report.ts';
import { openSql } from '../../stack/clients/sql.ts';
import { StackError } from '../../stack/stack-error.ts';
import { describeCurve } from './describe-curve.ts';
import { openPlayer, type CurveOptions, type Step } from './step-player.ts';

/**
 * Finds how many users one stack holds. A step that fails while there is enough of everything, or while
 * somebody else has the machine, is played once more, and that counts: a stall meets few users as well as many. @throws LoadError | StackError
 */
export async function measureCurve(
  options: CurveOptions,
  name: Pick<CapacityCurve, 'shape' | 'title'>,
): Promise<CapacityCurve> {
  const { context, asked, stack } = options;
  const folder = join(context.temporaryFolder, `capacity-${name.shape ?? 'stack'}`);
  mkdirSync(folder, { recursive: true });
  if (!stack.access.sql) throw new StackError('unsupported', 'capacity: expected SQL access for records');
  await using sql = openSql(stack.access.sql);
  const player = await openPlayer(options, folder, sql);
  const play = async (users: number): Promise<Step> => {
    const first = await player.play(users);
    const isSure = first.invalid === null && (first.failsOn === null || first.usedUp !== null);
    if (isSure) return first;
    context.report(
      `${users} users once more: ${first.invalid ?? 'nothing was used up, it may have been a stall'}`,
    );
    return { ...(await player.play(users)), stalled: first.invalid ?? first.failsOn };
  };
  context.report(`${asked.from} users warm the system up; nobody judges it`);
  await player.play(asked.from);
  const found = await findCapacity<Step>({ from: asked.from, most: asked.most, play });
  return describeCurve(found, name);
}
