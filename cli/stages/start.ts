import type { Fault } from '../../faults/fault.ts';
import { writeBegun } from '../begun.ts';
import { carryOver } from '../carry-over.ts';
import { closeUnreachable } from '../closed.ts';
import { cellsOfRun, scheduledCells } from '../scheduled-cells.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import type { RunContext } from '../run-context.ts';
import { prepareRelease, startMain } from './stack-options.ts';
import type { Stage } from './stage.ts';

/** Builds the release and starts the stack that everything is asked of. */
export const startStage: Stage = {
  name: 'start',
  summary: 'builds the release and starts it: database, bucket, application, TLS front',
  writes: 'a temporary folder of this run and Golive’s cache',
  inAttach: {
    summary: 'finds what is deployed, and says which answers the given access can bring',
    writes: 'nothing',
  },
  budgetMs: 20_000,
  // A first build of somebody’s source may take many minutes; the recipe’s own limits end it.
  deadlineMs: 1_800_000,
  suites: [],
  async run(context) {
    context.prepared = await prepareRelease(context);
    const main = await startMain(context);
    await takeOver(context, main);
    writeBegun(context, main.facts);
    context.main = main;
    if (main.whyClosed)
      closeUnreachable(context, main, scheduledCells(cellsOfRun(context.request), context.request));
    if (context.request.fault) await plant(context.request.fault, main, context.report);
  },
};

/** Only a running stack knows its release; where it is another one there is nothing to go on with. */
async function takeOver(context: RunContext, main: StartedStack): Promise<void> {
  const { resume } = context.request;
  if (resume === undefined) return;
  try {
    carryOver(context, main.facts.release, resume);
  } catch (error) {
    await main[Symbol.asyncDispose]();
    throw error;
  }
}

/** What is planted in the running stack; a patch is in its release already, the rest waits for its own stage. */
export async function plant(fault: Fault, stack: StartedStack, report: RunContext['report']): Promise<void> {
  await fault.plant?.(stack);
  if (fault.scene) await stack.forceScene(fault.scene);
  const later = fault.plantInRestored ?? fault.generator;
  report(`${later ? 'to be planted' : 'planted'}: ${fault.id}, ${fault.what}`);
}
