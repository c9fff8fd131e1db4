import { playOnePart } from '../load/distributed/index.ts';
import { findEngineK6 } from './choose-engine.ts';
import type { CommandInput } from './command.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import type { PlayPart } from './distributed-request.ts';
import { refuseSurplus } from './refuse-surplus.ts';

/** Plays one part of a load on this machine, and leaves its histograms beside the plan. It judges nothing. */
export async function playPartHere(
  { folder, index, of, atMs }: PlayPart,
  { positionals, values, terminal, signal }: CommandInput,
): Promise<ExitCode> {
  refuseSurplus('load --play', positionals);
  const { path: k6 } = await findEngineK6();
  const when = atMs === undefined ? '' : ` from ${new Date(atMs).toISOString()} on`;
  terminal.progress(`part ${index} of ${of}: calibration, then k6 plays its segment${when}`);
  const played = await playOnePart({ folder, index, of, atMs, k6, signal });
  const { outcomes, dropped, calibrationRefusal } = played;
  const sent = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
  terminal.result(
    `part ${index} of ${of}: ${sent} requests sent, ${outcomes.ok ?? 0} ok, ${dropped} dropped`,
  );
  const [first] = played.failures;
  if (first) {
    const { name, expected, actual } = first;
    terminal.say(`golive: first failure, ${name}: expected ${expected}, got ${actual}`);
  }
  if (calibrationRefusal !== undefined)
    terminal.say(`golive: this machine cannot measure: ${calibrationRefusal}`);
  if (values['json'] === true) process.stdout.write(`${JSON.stringify({ ...played, cells: undefined })}\n`);
  return exitCodes.GO;
}
