import { setTimeout as pause } from 'node:timers/promises';
import type { Component, ComponentRole } from '../../stack/component.ts';
import type { StartedStack } from '../../stack/started-stack.ts';
import { answers } from '../../stack/answers.ts';
import { lookUntil } from '../look-until.ts';
import type { Disturbance } from './disturb.ts';

/** Long enough that the traffic meets it, and that a connection pool notices. */
const lastsMs = 3_000;
const diesWithinMs = 5_000;
/** What was begun is brought to its end: the stack is whole again then. */
const never = new AbortController().signal;

function partsOf(stack: StartedStack, roles: readonly ComponentRole[]): readonly Component[] {
  return stack.components.filter(({ role }) => roles.includes(role));
}

/** The parts are killed, gone for a while, and started again in their order. */
async function killed(stack: StartedStack, role: ComponentRole): Promise<void> {
  const parts = partsOf(stack, [role]);
  for (const part of parts) await part.kill();
  await pause(lastsMs);
  for (const part of parts) await part.start();
}

/** In the order in which the list has them. */
export const disturbances: readonly Disturbance[] = [
  {
    check: 'survives.lost-replica',
    what: 'killing one application process, and leaving it to whatever supervises it',
    needs: ['application'],
    async cause(stack, { limitMs }) {
      const [victim] = partsOf(stack, ['application']);
      if (victim?.crash === undefined) return;
      await victim.crash();
      const isGone = await lookUntil({
        look: () => answers(victim.endpoint),
        until: (there) => !there,
        withinMs: diesWithinMs,
        everyMs: 20,
        signal: never,
      });
      if (!isGone.held) return `${victim.name} was killed, and answers all the same`;
      const isBack = await lookUntil({
        look: () => answers(victim.endpoint),
        until: (there) => there,
        withinMs: limitMs,
        signal: never,
      });
      return isBack.held ? undefined : `${victim.name} was not started again within ${limitMs} ms`;
    },
  },
  {
    check: 'survives.database-restart',
    what: 'killing the database, and starting it again',
    needs: ['database'],
    cause: (stack) => killed(stack, 'database'),
  },
  {
    check: 'survives.database-unreachable',
    what: 'cutting the network between application and database',
    needs: ['application', 'database'],
    async cause(stack) {
      await using cuts = new AsyncDisposableStack();
      for (const part of partsOf(stack, ['application', 'worker', 'scheduler'])) {
        cuts.use(await part.cutFrom('database'));
      }
      await pause(lastsMs);
    },
  },
  {
    check: 'survives.objects-down',
    what: 'killing the object storage, and starting it again',
    needs: ['objects'],
    cause: (stack) => killed(stack, 'objects'),
  },
  {
    check: 'survives.stack-restart',
    what: 'stopping the whole stack, and starting it again',
    needs: ['application'],
    async cause(stack) {
      for (const part of stack.components.toReversed()) await part.stop();
      for (const part of stack.components) await part.start();
    },
  },
];
