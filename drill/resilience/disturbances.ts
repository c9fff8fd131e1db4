import { setTimeout as pause } from 'node:timers/promises';
import type { Component, ComponentRole } from '../../stack/component.ts';
import type { StartedStack } from '../../stack/started-stack.ts';

/** One thing that goes wrong, and is right again after a while. */
export interface Disturbance {
  readonly check: string;
  /** What is done, for the person who watches. */
  readonly what: string;
  /** Parts that it is done to. */
  readonly needs: readonly ComponentRole[];
  /** Does it, waits, and has everything as it was when it resolves. */
  cause(stack: StartedStack): Promise<void>;
}

/** Long enough that the traffic meets it, and that a connection pool notices. */
const lastsMs = 3_000;

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
    async cause(stack) {
      const [victim] = partsOf(stack, ['application']);
      await victim?.crash?.();
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
