import { findCheck } from '../checks/catalogue.ts';
import type { RequiredCell } from '../reports/required.ts';
import { stackFidelity } from '../stack/fidelity.ts';
import type { StartedStack } from '../stack/started-stack.ts';
import { subjectsOf } from '../targets/subjects.ts';
import type { RunContext, RunRequest } from './run-context.ts';
import { titlesOf } from './stages/titles-of.ts';

interface Context extends Pick<RunContext, 'closed' | 'report'> {
  observe(...row: Parameters<RunContext['observe']>): unknown;
}

/** What was attached to, as far as it says what can be asked. */
interface Reached extends Pick<StartedStack, 'target' | 'whyClosed'> {
  readonly facts: Pick<StartedStack['facts'], 'driver' | 'emulated'>;
  readonly access: Pick<StartedStack['access'], 'sql' | 'objects'>;
}

const nameOf = (check: string, subject: string): string => `${check} / ${subject}`;

/** True where no subject of this check can be asked: its rows are there already. */
export function isClosed(
  { closed, request }: Pick<RunContext, 'closed'> & { readonly request: Pick<RunRequest, 'target'> },
  check: string,
): boolean {
  const definition = findCheck(check);
  if (closed.size === 0 || !definition) return false;
  const subjects = subjectsOf(definition, request.target);
  return subjects.length > 0 && subjects.every((subject) => closed.has(nameOf(check, subject)));
}

/** Regular expression for the tests of these checks that are closed; undefined where none is. */
export function closedTitles(
  { closed }: Pick<RunContext, 'closed'>,
  checks: readonly string[],
): string | undefined {
  const own = [...closed].map((name) => name.split(' / ')).filter(([check = '']) => checks.includes(check));
  if (own.length === 0) return undefined;
  // Of these checks alone: one that is named without a subject is played whole.
  const names = [...new Set(own.map(([check = '']) => check))];
  return titlesOf(
    names,
    own.map((parts) => parts.join('/')),
  );
}

/**
 * Says which of the required questions can be asked of a stack with the access that was given. The others have an
 * inconclusive row each from here on, with what is missing: they are not skipped, and nothing is green by them.
 */
export function closeUnreachable(context: Context, stack: Reached, cells: readonly RequiredCell[]): void {
  const asked = cells.filter(({ notApplicable, unasked }) => notApplicable === null && unasked === undefined);
  const fidelity = stackFidelity(stack.facts);
  const missing = new Map<string, number>();
  for (const { check, subject, device, stack: name } of asked) {
    const reason = stack.whyClosed?.(check, subject);
    if (reason === undefined) continue;
    missing.set(reason, (missing.get(reason) ?? 0) + 1);
    context.closed.add(nameOf(check, subject));
    const question = { check, subject, device, expected: 'an answer', actual: null, n: 0 } as const;
    context.observe(name, { ...question, outcome: 'inconclusive', reason, fidelity });
  }
  const open = asked.filter(({ check, subject }) => !context.closed.has(nameOf(check, subject)));
  context.report(`with this access ${open.length} of ${asked.length} questions can be asked`);
  const half = open.filter((cell) => lacksWitness(cell, stack)).length;
  if (half > 0)
    context.report(`${half} of them can find a no, never a yes: one of the task’s witnesses is out of reach`);
  for (const [reason, count] of missing) context.report(`${count} cannot: ${reason}`);
}

/** A task may be seen to fail by one witness; that it holds is said by all of them. */
function lacksWitness({ check, subject }: RequiredCell, { target, access }: Reached): boolean {
  const task = check === 'task.confirmed' ? target.tasks.find(({ id }) => id === subject) : undefined;
  if (!task) return false;
  const { sql, object } = task.witness;
  return (sql !== undefined && !access.sql) || (object !== undefined && !(access.sql && access.objects));
}
