import type { Screen } from '../../fixtures/phone.ts';
import { check } from '../../fixtures/check.ts';
import { failWrites, writeFailures, type WriteFailure } from '../../fixtures/failing-writes.ts';
import type { Names } from '../../fixtures/pages/pages.ts';
import { findTask, pageOf, prepareTask } from '../../fixtures/perform-task.ts';
import type { Observations } from '../../fixtures/observations.ts';
import { screenFailure } from '../../fixtures/screen-failure.ts';
import { requestPaths } from '../../targets/sign-in-paths.ts';
import type { Target } from '../../targets/schema/target.ts';
import type { Task } from '../../targets/schema/tasks.ts';

/** Three times to the write and back, on a busy machine too. */
const timeoutMs = 180_000;

/** Resolves with what the screen said of success; empty where it came to none. */
async function act(screen: Screen, task: Task, given: Names): Promise<string> {
  try {
    return (await pageOf(screen.pages, task).act(given)).says;
  } catch (error) {
    // The page's own word that it did not come to success; anything else is an error of the harness.
    if (error instanceof Error && screenFailure(`${error.name}: ${error.message}`) !== undefined) return '';
    throw error;
  }
}

interface Trial {
  readonly screen: Screen;
  readonly target: Target;
  readonly task: Task;
  readonly given: Names;
  readonly how: WriteFailure;
  readonly seen: Observations;
}

/** @returns how many writes were kept from the system. */
async function tryOnce({ screen, target, task, given, how, seen }: Trial): Promise<number> {
  await using writes = await failWrites(screen.page, how, requestPaths(target));
  const told = await writes.watch(act(screen, task, given));
  if (writes.failed.length === 0) return 0;
  const kept = `${how} to ${writes.failed[0] ?? ''}`;
  seen.confirm(`${kept}: the screen says of success`, {
    operator: 'is-empty',
    expected: '',
    actual: told.success,
  });
  seen.confirm(`${kept}: the screen says of failure`, { operator: '!=', expected: '', actual: told.failure });
  return writes.failed.length;
}

check(
  'failure.is-said',
  async ({ subject, phone, people, attached, sql, objects, unique, seen }, testInfo) => {
    testInfo.setTimeout(timeoutMs);
    const { target } = attached;
    const task = findTask(target, subject);
    const witnesses = { session: async (role: string) => await people.session(role), sql, objects };
    const given = await prepareTask(task, unique, witnesses);
    let kept = 0;
    for (const how of writeFailures) {
      const screen = await phone.openAs(task.role);
      kept += await tryOnce({ screen, target, task, given, how, seen });
      await screen.context.close();
    }
    if (kept === 0)
      seen.inconclusive('no write was seen to leave the page: nothing could be kept from the system');
  },
);
