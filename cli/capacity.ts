import { refuseLooseModule } from '../targets/module-kind.ts';
import { machineRoom, refuseSmallMachine } from '../stack/docker/shape/machine-room.ts';
import { requireEngine } from '../stack/docker/engine/engine.ts';
import { shapeTitle, type Shape } from '../stack/shapes.ts';
import type { CapacityCurve } from '../reports/schema/capacity-report.ts';
import { chooseEngine, refuseMissingEngine } from './choose-engine.ts';
import {
  capacityFlags,
  capacityOptions,
  readCapacity,
  type CapacityRequest,
} from './capacity/capacity-request.ts';
import { measureCurve } from './capacity/measure-curve.ts';
import { writeCapacity } from './capacity/write-capacity.ts';
import type { Command, CommandInput } from './command.ts';
import { exitCodes, type ExitCode } from './exit-codes.ts';
import { openRun } from './open-run.ts';
import { clearAway } from './play-run.ts';
import { refuseUnknownApplication } from './refuse-unknown-parts.ts';
import type { RunContext } from './run-context.ts';
import { prepareRelease, stackOptions } from './stages/stack-options.ts';
import { takeTurn } from './stages/turn.ts';

/** How many users a system holds, and what gives way first. */
export const capacity: Command = {
  name: 'capacity',
  summary: 'Finds how many users a system holds, on servers of several shapes, and what gives way first.',
  usage: 'golive capacity <target> [flags]',
  flags: capacityFlags,
  options: capacityOptions,
  async run(input) {
    const asked = await readCapacity(input.values, input.positionals);
    const { request, shapes } = asked;
    refuseLooseModule(request.targetFile);
    refuseUnknownApplication(request);
    await refuseMissingEngine(request);
    await refuseSmallMachines(shapes);
    const context = await openRun({ ...request, shape: shapes[0] }, input.terminal, input.signal);
    try {
      return await untilAborted(input.signal, measure(context, asked, input));
    } finally {
      await clearAway(context);
    }
  },
};

/** Before anything is started, also for the last of them. */
async function refuseSmallMachines(shapes: readonly (Shape | undefined)[]): Promise<void> {
  const named = shapes.filter((shape) => shape !== undefined);
  if (named.length === 0) return;
  await requireEngine();
  const room = await machineRoom();
  for (const shape of named) refuseSmallMachine(shape, room);
}

/** Interrupted, nobody waits for a stack that is still coming up. */
async function untilAborted(signal: AbortSignal, work: Promise<ExitCode>): Promise<ExitCode> {
  const interrupted = new Promise<ExitCode>((resolve) => {
    signal.addEventListener('abort', () => resolve(exitCodes.interrupted), { once: true });
  });
  work.catch(() => undefined);
  return await Promise.race([work, interrupted]);
}

async function measure(context: RunContext, asked: CapacityRequest, input: CommandInput): Promise<ExitCode> {
  const { terminal } = input;
  const { load, shapes, from, most } = asked;
  const startedAt = new Date();
  const { title } = asked.request.target;
  terminal.progress(
    `run ${context.id}: capacity of ${title}, ${from} to ${most} users, ${context.driver.title}`,
  );
  const engine = await chooseEngine(asked.request.load.engine, most * load.ratePerUserPerS);
  context.prepared = await prepareRelease(context);
  const curves: CapacityCurve[] = [];
  for (const shape of shapes) {
    curves.push(await curveOn(context, asked, shape, engine));
    // What is known is kept, whatever becomes of the next one.
    writeCapacity(context, asked, { startedAt, engine: engine.engine, curves });
    if (curves.length < shapes.length) terminal.progress(curves.at(-1)?.sentence ?? '');
  }
  const report = writeCapacity(context, asked, { startedAt, engine: engine.engine, curves });
  if (input.values['json'] === true) process.stdout.write(`${JSON.stringify(report)}\n`);
  for (const { sentence } of curves) terminal.result(sentence);
  for (const note of report.notes) terminal.progress(note);
  terminal.result(`report: ${context.runFolder}/capacity.html`);
  return curves.some(({ found }) => found === 'ended') ? exitCodes.INCONCLUSIVE : exitCodes.GO;
}

/** Starts a stack of a shape, measures it, and takes it away. */
async function curveOn(
  context: RunContext,
  asked: CapacityRequest,
  shape: Shape | undefined,
  engine: Awaited<ReturnType<typeof chooseEngine>>,
): Promise<CapacityCurve> {
  const title = shape === undefined ? `the ${context.driver.title} as it is` : shapeTitle(shape);
  context.terminal.progress(context.terminal.paint('bold', `on ${title}`));
  const { shape: _first, ...options } = stackOptions(context, `capacity-${shape?.name ?? 'stack'}`);
  const stack = await context.driver.start({ ...options, ...(shape === undefined ? {} : { shape }) });
  context.main = stack;
  const name = { shape: shape?.name ?? null, title };
  using _turn = await takeTurn('alone', context);
  const curve = await measureCurve({ context, asked, stack, engine }, name);
  await stack[Symbol.asyncDispose]();
  context.main = undefined;
  return curve;
}
