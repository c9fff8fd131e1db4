import { StackError } from '../../stack/stack-error.ts';
import { prepareRelease, startMain } from './start-process.ts';
import type { Stage } from './stage.ts';

/** Builds the release and starts the stack that everything is asked of. */
export const startStage: Stage = {
  name: 'start',
  summary: 'builds the release and starts it on loopback: database, bucket, application, TLS front',
  writes: 'a temporary folder of this run and Golive’s cache',
  budgetMs: 20_000,
  // A first build of somebody’s source may take many minutes; the recipe’s own limits end it.
  deadlineMs: 1_800_000,
  suites: [],
  async run(context) {
    context.prepared = await prepareRelease(context);
    context.main = await startMain(context);
    const { fault } = context.request;
    if (!fault?.plant) return;
    if (!context.main) throw new StackError('not-ready', 'expected the stack to be up, it is not');
    await fault.plant(context.main);
    context.report(`planted ${fault.id}: ${fault.what}`);
  },
};
