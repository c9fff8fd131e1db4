import { catalogue } from '../../checks/catalogue.ts';
import { StackError } from '../../stack/stack-error.ts';
import type { RunContext } from '../run-context.ts';
import { browserSuites, type CheckDefinition } from '../../checks/check.ts';
import { playSuites } from './play.ts';
import { lookAtTheStart, reviveIfDown } from './revive.ts';
import type { Stage } from './stage.ts';

/** Each shard of a run plays its part of it. */
const isDealt = true;

/** Those of the profile that do this harm, or none; of another profile only what was asked for by its name. */
export function checksOf(
  { request: { profile, only } }: RunContext,
  suites: readonly string[],
  devices: 'none' | 'phone',
  harm?: CheckDefinition['harm'],
): readonly string[] {
  return catalogue
    .filter((check) => suites.includes(check.suite) && (check.devices === 'none') === (devices === 'none'))
    .filter((check) => check.harm === harm)
    .filter((check) => only.length > 0 || check.profiles.includes(profile))
    .map(({ id }) => id);
}

export function mainStack(context: RunContext) {
  if (!context.main) throw new StackError('not-ready', 'expected the stack to be up, it is not');
  return context.main;
}

type Round = Pick<Parameters<typeof playSuites>[1], 'stack' | 'checks' | 'projects' | 'workers'>;

/** What is deployed is started again by nobody here: the disturbances alone may do so, by its hooks. */
export async function playOnOneThatIsUp(context: RunContext, round: Round): Promise<void> {
  const { stack, checks } = round;
  if (context.signal.aborted || !checks.some((check) => context.wants([check]))) return;
  if (stack.attached === undefined) await reviveIfDown(context, stack);
  await playSuites(context, { ...round, stackName: 'main', isDealt });
}

/** Everything that is asked through HTTP alone, without a browser. */
export const probesStage: Stage = {
  name: 'probes',
  summary: 'asks every endpoint, header and the manifest over HTTP',
  writes: 'marked records through the API, in the stack of this run',
  budgetMs: 20_000,
  // Some systems have ten times as many routes as others, and not every box is quiet.
  deadlineMs: 180_000,
  // Where ZAP's image is there it looks as well: minutes of its own, beside the others.
  inAcceptance: { budgetMs: 60_000, deadlineMs: 660_000 },
  suites: browserSuites,
  isDealt: true,
  async run(context) {
    const stack = mainStack(context);
    const checks = checksOf(context, browserSuites, 'none');
    if (stack.attached === undefined) await lookAtTheStart(stack);
    await playOnOneThatIsUp(context, { stack, checks, projects: ['none'], workers: 2 });
  },
};

/** What people do, on phones. */
export const tasksStage: Stage = {
  name: 'tasks',
  summary: 'people do their work on emulated phones; every act is confirmed by a second witness',
  writes: 'marked records and photos, in the stack of this run',
  budgetMs: 120_000,
  // What fails is tried twice, and each try waits: a broken system takes several times its budget.
  deadlineMs: 900_000,
  inAcceptance: { budgetMs: 600_000, deadlineMs: 1_800_000 },
  suites: browserSuites,
  isDealt: true,
  async run(context) {
    const timed = checksOf(context, ['performance'], 'phone');
    const stack = mainStack(context);
    const projects = context.request.devices;
    const others = checksOf(context, browserSuites, 'phone').filter((check) => !timed.includes(check));
    await playOnOneThatIsUp(context, { stack, checks: others, projects, workers: 2 });
    // Page loads are timed with nothing else on the box.
    await playOnOneThatIsUp(context, { stack, checks: timed, projects, workers: 1 });
  },
};
