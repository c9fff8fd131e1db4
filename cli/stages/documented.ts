import { openHttp } from '../../stack/clients/http.ts';
import { accountOf, signIn } from '../../stack/clients/session.ts';
import { StackError } from '../../stack/stack-error.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import { parseBinding } from '../../targets/binding.ts';
import type { Target } from '../../targets/schema/target.ts';
import type { BuildReport } from '../../stack/recipes/build/build-report.ts';
import type { RequiredCell } from '../../reports/required.ts';
import type { RunContext } from '../run-context.ts';
import { cellsOfRun, scheduledCells } from '../scheduled-cells.ts';
import { playSuites } from './play.ts';
import type { Stage } from './stage.ts';
import { stackOptions } from './stack-options.ts';

const stackName = 'as-documented';
/** Where nothing was started: what failed is the build before it. */
const unbuiltName = 'built-as-documented';

/** The cells that are asked of the release as documented: those that the target names. */
export function documentedCells(target: Target, cells: readonly RequiredCell[]): readonly RequiredCell[] {
  const named = (target.documented?.checks ?? []).map(parseBinding);
  return cells.filter(({ check, subject, notApplicable }) =>
    named.some(
      (one) => notApplicable === null && one.check === check && (one.subject ?? subject) === subject,
    ),
  );
}

/**
 * A failure here stands beside what the repaired release answers, and the worse one counts; a pass adds nothing.
 */
export const documentedStage: Stage = {
  name: 'documented',
  summary: 'starts the release word for word as its documents say, and asks what the plan’s lines ask',
  writes: 'a stack of its own, thrown away',
  budgetMs: 30_000,
  deadlineMs: 240_000,
  suites: ['setup', 'tasks'],
  isFor: (target) => target.documented !== undefined,
  async run(context: RunContext) {
    const { request, report } = context;
    const { target } = request;
    if (target.documented === undefined || request.attach !== undefined) return;
    const cells = documentedCells(target, scheduledCells(cellsOfRun(request), request));
    if (cells.length === 0) return;
    const { source } = target.documented;
    const unbuilt = whyUnbuilt(context.prepared?.built);
    // The rest is looked at all the same, on what could be built: one early failure hides no other.
    if (unbuilt !== undefined) failAll(context, unbuiltName, cells, { actual: unbuilt, reason: unbuilt });
    try {
      await using stack = await context.driver.start({
        ...stackOptions(context, stackName),
        asDocumented: true,
      });
      await logIn(stack, target, target.documented.role);
      const checks = [...new Set(cells.map(({ check }) => check))];
      await playSuites(context, { stack, stackName, checks, projects: [...request.devices], workers: 1 });
    } catch (error) {
      // What an interruption took from under it says nothing about the release.
      if (!(error instanceof StackError) || context.signal.aborted) throw error;
      const why = shortened(error.message.replaceAll(/\s+/gu, ' '));
      report(`as documented (${source}) nobody can work: ${why}`);
      const reason = `as documented (${source}), with nothing repaired: ${why}`;
      failAll(context, stackName, cells, { actual: why, reason });
    }
  },
};

/** Why the documented commands make no release, or undefined where they do, or where nobody can say. */
export function whyUnbuilt(built: BuildReport | undefined): string | undefined {
  const failed = (built?.parts ?? []).filter(({ outcome }) => outcome === 'failed');
  if (failed.length === 0) return undefined;
  const each = failed.map(({ name, why }) => `${name}: ${shortened((why ?? '').replaceAll(/\s+/gu, ' '))}`);
  return `the documented commands do not build it: ${each.join('; ')}`;
}

function failAll(
  { observe }: RunContext,
  stack: string,
  cells: readonly RequiredCell[],
  { actual, reason }: { readonly actual: string; readonly reason: string },
): void {
  for (const { check, subject, device } of cells) {
    observe(stack, {
      check,
      subject,
      device,
      expected: 'done by the documented steps alone',
      actual,
      n: 1,
      outcome: 'fail',
      reason,
      fidelity: 'process-stack',
    });
  }
}

/** Its beginning and its end: a program's last words say why it ended. */
function shortened(text: string): string {
  return text.length <= 500 ? text : `${text.slice(0, 200)} … ${text.slice(-280)}`;
}

/** @throws StackError `refused` where the documented steps have made nobody who can log in. */
async function logIn({ facts, access }: StartedStack, target: Target, role: string): Promise<void> {
  const http = openHttp({ facts, access });
  try {
    await signIn(http, { target, account: accountOf(target, access, role), role });
  } finally {
    await http.close();
  }
}
