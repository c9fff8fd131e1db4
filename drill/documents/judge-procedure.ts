import type { StatedProcedure } from '../../targets/schema/promises.ts';
import { open, type Row } from './documents-context.ts';
import type { Played } from './play-procedure.ts';

/** It has to work from one of the folders. Pure. */
export function judgeProcedure(stated: StatedProcedure, played: readonly Played[]): Row {
  const expected = `${stated.file}, ${stated.after}: done, and restarted`;
  const n = played.length;
  const standIns = [...new Set(played.flatMap(({ containers }) => containers?.standIns ?? []))].join(', ');
  const told = standIns === '' ? {} : { reason: `in containers; stood in: ${standIns}` };
  const works = played.some((one) => whyNot(stated, one) === undefined);
  if (works) return { expected, actual: expected, n, ...told };
  const missing = whatIsMissing(stated, played);
  if (missing !== undefined) return open(expected, missing);
  const reason = played.map((one) => `begun in ${one.folder}: ${whyNot(stated, one) ?? ''}`).join('; ');
  return { expected, actual: 'it does not work as written', n, outcome: 'fail', reason };
}

/** Why one that was played did not do what it should; undefined where it did. Pure. */
export function whyNot(
  { restarts, leadsTo, standIns }: StatedProcedure,
  { exitCode, said, calls, arrived, containers }: Played,
): string | undefined {
  if (exitCode !== 0)
    return `it ended with ${exitCode ?? 'nothing'}; it said last: ${said.trim().slice(-300)}`;
  if (!arrived) return `the checkout is not at the commit that is ${leadsTo}`;
  if (!calls.some((call) => new RegExp(restarts, 'u').test(call))) {
    const asked = [...standIns, ...(containers === undefined ? [] : ['docker'])].join(' and ');
    return `nothing was restarted: what ${asked} was called with: ${calls.join('; ') || 'nothing'}`;
  }
  if (containers === undefined) return undefined;
  const { running, notRunning } = containers;
  if (notRunning.length > 0) return `after it these do not run: ${notRunning.join('; ')}`;
  return running.length === 0 ? 'after it no container runs' : undefined;
}

/** What this machine lacks, may not do, or has only in a likeness, says nothing of the procedure. Pure. */
function whatIsMissing(stated: StatedProcedure, played: readonly Played[]): string | undefined {
  const ends = played.flatMap(({ containers }) => (containers === undefined ? [] : [containers]));
  const images = [...new Set(ends.flatMap(({ missing }) => missing))];
  const refused = [...new Set(ends.flatMap((end) => end.refused))];
  if (images.length > 0) return `not played to its end: images that cannot be had here: ${images.join('; ')}`;
  if (refused.length > 0) return `not played to its end: ${refused.join('; ')}`;
  const doubtful = played.find(({ containers, exitCode }) => {
    if (containers === undefined || containers.standIns.length === 0) return false;
    return exitCode !== 0 || containers.notRunning.length > 0;
  });
  if (doubtful === undefined) return undefined;
  const standIns = doubtful.containers?.standIns.join(', ') ?? '';
  return `it did not work on images that stand in (${standIns}), which may be why: ${whyNot(stated, doubtful) ?? ''}`;
}
