import { askDeployed } from '../../drill/deployed/ask-deployed.ts';
import { runPreflight } from '../../drill/preflight.ts';
import { confirmFresh } from '../../fixtures/job-freshness.ts';
import { Observations } from '../../fixtures/observations.ts';
import type { AttachedFacts } from '../../stack/attach/deployment-facts.ts';
import { openSql, type SqlRow } from '../../stack/clients/sql.ts';
import { stackFidelity } from '../../stack/fidelity.ts';
import { readJobs } from '../../stack/attach/job-times.ts';
import { readBackups } from '../../stack/attach/read-backups.ts';
import { StackError } from '../../stack/stack-error.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import { isNotApplicable } from '../../targets/schema/common.ts';
import type { HookCommand } from '../../targets/schema/hooks.ts';
import { judgeBackups } from '../../watch/look/newest-backups.ts';
import { isClosed } from '../closed.ts';
import type { RunContext } from '../run-context.ts';
import type { Stage } from './stage.ts';

const ofDeployment = ['certificate.trusted', 'certificate.renewed', 'version.expected'];

/** What needs no browser and no log-in: a few reads, and what the hooks’ commands print. */
export const smokeLookStage: Stage = {
  name: 'look',
  summary: 'asks for health, certificate and version, the newest backup and the jobs that run by themselves',
  writes: 'nothing',
  budgetMs: 3_000,
  deadlineMs: 60_000,
  suites: ['preflight', 'deployed', 'tasks', 'smoke'],
  async run(context) {
    const { main, observe, report, signal, wants } = context;
    const attached = main?.attached;
    if (!main || !attached) throw new StackError('not-ready', 'expected a system to look at, found none');
    if (wants(['stack.ready'])) {
      await runPreflight({ stack: main, observe, report, signal, wants: () => false });
    }
    await askDeployed({
      target: context.request.target,
      facts: main.facts,
      attached,
      observe,
      report,
      signal,
      wants: (checks) => wants(checks.filter((id) => ofDeployment.includes(id))),
    });
    await askBackups(context, main, attached);
    await askJobs(context, main, attached);
  },
};

async function askBackups(context: RunContext, main: StartedStack, attached: AttachedFacts): Promise<void> {
  const { rotation } = context.request.target.operations;
  const { newestBackups } = attached.hooks.commands;
  const check = 'backups.recent';
  if (isNotApplicable(rotation) || newestBackups === undefined || !context.wants([check])) return;
  const fidelity = stackFidelity(main.facts);
  try {
    const kept = readBackups(await printedBy(attached, newestBackups, 'newestBackups'));
    for (const row of judgeBackups(kept, rotation, new Date())) context.observe('main', { ...row, fidelity });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const nothing = { expected: 'an answer', actual: null, n: 0, outcome: 'inconclusive' } as const;
    context.observe('main', { check, ...nothing, reason, fidelity });
  }
}

async function askJobs(context: RunContext, main: StartedStack, attached: AttachedFacts): Promise<void> {
  const { backgroundWork } = context.request.target;
  const check = 'work.fresh';
  // The rows of those that nobody can ask after are there already.
  if (isNotApplicable(backgroundWork) || !context.wants([check]) || isClosed(context, check)) return;
  const fidelity = stackFidelity(main.facts);
  for (const job of backgroundWork) {
    const seen = new Observations(fidelity);
    try {
      const row = await timesOf(job, main, attached);
      // When a deployment was started nobody says: a run that is missing is overdue.
      if (row) confirmFresh(seen, job, row, { startedAt: new Date(0), now: new Date() });
      else seen.inconclusive(`commands.jobs in the hooks: expected a line for ${job.id}, got none`);
    } catch (error) {
      seen.inconclusive(error instanceof Error ? error.message : String(error));
    }
    const observation = seen.toObservation(check, job.id, undefined);
    if (observation) context.observe('main', observation);
  }
}

async function timesOf(
  { id, query }: { readonly id: string; readonly query: string },
  { access }: StartedStack,
  attached: AttachedFacts,
): Promise<SqlRow | undefined> {
  const { jobs } = attached.hooks.commands;
  if (jobs !== undefined) {
    const times = readJobs(await printedBy(attached, jobs, 'jobs')).get(id);
    return times && { ...times };
  }
  if (!access.sql) throw new StackError('unsupported', 'expected commands.jobs or a database in the hooks');
  await using sql = openSql(access.sql);
  return (await sql.query(query))[0] ?? {};
}

/** @throws StackError `command-failed` with its last words. */
async function printedBy(attached: AttachedFacts, command: HookCommand, name: string): Promise<string> {
  const { exitCode, stdout, stderr } = await attached.run(command);
  if (exitCode === 0) return stdout;
  const said = `${stdout}\n${stderr}`.trim().slice(-200);
  const expected = `commands.${name}: expected exit code 0`;
  throw new StackError('unsupported', `${expected}, got ${exitCode}; it said ${said}`);
}
