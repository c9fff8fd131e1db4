import { catalogue } from '../../checks/catalogue.ts';
import { startProcessStack } from '../../stack/process/start.ts';
import { StackError } from '../../stack/stack-error.ts';
import { isNotApplicable } from '../../targets/schema/common.ts';
import type { RunContext } from '../run-context.ts';
import { playSuites } from './play.ts';
import type { Stage } from './stage.ts';
import { stackOptions } from './start-process.ts';

const browserSuites = ['setup', 'tasks', 'scan', 'install', 'offline', 'photos', 'security', 'performance'];

/** Limits and lock-outs wear accounts and addresses out: they are asked last. */
const wearing = ['password.not-common', 'login.limited', 'login.lockout'];

const limitChecks: readonly string[] = catalogue
  .filter(({ capability }) => capability === 'loginLimit')
  .map(({ id }) => id);

function limitsAsShipped({ request: { target } }: RunContext): boolean {
  return !isNotApplicable(target.loginLimit) && target.loginLimit.stack === 'as-shipped';
}

/** On a stack of its own, since the limits of this run's stack are raised: thrown away with what it wore out. */
async function playAsShipped(context: RunContext, checks: readonly string[]): Promise<void> {
  const stackName = 'as-shipped';
  await using stack = await startProcessStack({ ...stackOptions(context, stackName), asShipped: true });
  await playSuites(context, { stack, stackName, checks, projects: ['none'], workers: 1 });
}

function checksOf(suites: readonly string[], devices: 'none' | 'phone'): readonly string[] {
  return catalogue
    .filter((check) => suites.includes(check.suite) && (check.devices === 'none') === (devices === 'none'))
    .map(({ id }) => id);
}

function mainStack(context: RunContext) {
  if (!context.main) throw new StackError('not-ready', 'expected the stack to be up, it is not');
  return context.main;
}

/** Everything that is asked through HTTP alone, without a browser. */
export const probesStage: Stage = {
  name: 'probes',
  summary: 'asks every endpoint, header, limit and the manifest over HTTP',
  writes: 'marked records through the API, in the stack of this run',
  budgetMs: 20_000,
  deadlineMs: 60_000,
  suites: browserSuites,
  async run(context) {
    const all = checksOf(browserSuites, 'none');
    const stack = mainStack(context);
    const first = all.filter((check) => !wearing.includes(check));
    await playSuites(context, { stack, stackName: 'main', checks: first, projects: ['none'], workers: 2 });
    const own = limitsAsShipped(context) ? limitChecks : [];
    const last = all.filter((check) => wearing.includes(check) && !own.includes(check));
    await playSuites(context, { stack, stackName: 'main', checks: last, projects: ['none'], workers: 1 });
    if (own.length > 0 && context.wants(own)) await playAsShipped(context, own);
  },
};

/** What people do, on phones. */
export const tasksStage: Stage = {
  name: 'tasks',
  summary: 'people do their work on emulated phones; every act is confirmed by a second witness',
  writes: 'marked records and photos, in the stack of this run',
  budgetMs: 120_000,
  deadlineMs: 360_000,
  suites: browserSuites,
  async run(context) {
    const timed = checksOf(['performance'], 'phone');
    const stack = mainStack(context);
    const projects = context.request.devices;
    const others = checksOf(browserSuites, 'phone').filter((check) => !timed.includes(check));
    await playSuites(context, { stack, stackName: 'main', checks: others, projects, workers: 2 });
    // Page loads are timed with nothing else on the box.
    await playSuites(context, { stack, stackName: 'main', checks: timed, projects, workers: 1 });
  },
};
