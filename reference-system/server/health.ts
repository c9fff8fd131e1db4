import type { Health, Readiness } from './contract.ts';
import type { Handlers } from './call.ts';
import { ok } from './call.ts';
import { hasRoom } from './database.ts';

/** Both checks run side by side, so that /ready answers within 2 s. */
const checkTimeoutMs = 1_500;

type State = Readiness['checks']['database'];

const stateOf = async (check: (timeoutMs: number) => Promise<unknown>): Promise<State> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<State>((resolve) => {
    timer = setTimeout(() => resolve('timeout'), checkTimeoutMs);
  });
  const answered = check(checkTimeoutMs).then(
    (): State => 'ok',
    (): State => 'failed',
  );
  const state = await Promise.race([answered, late]);
  clearTimeout(timer);
  return state;
};

export const healthHandlers: Handlers<'getHealth' | 'getReady'> = {
  getHealth: async (call) => {
    const health: Health = {
      status: 'ok',
      version: call.config.RELEASE,
      uptimeS: Math.floor((Date.now() - call.startedAt) / 1000),
    };
    return ok(health);
  },

  getReady: async (call) => {
    const [database, objects] = await Promise.all([
      // A database without the schema cannot serve anybody, and neither can one that has no room.
      stateOf(async () => {
        await call.pool.query('select from schema_migrations limit 1');
        if (!hasRoom(call.pool)) throw new Error('the database has no room');
      }),
      stateOf((timeoutMs) => call.objects.check(timeoutMs)),
    ]);
    const ready = database === 'ok' && objects === 'ok';
    const readiness: Readiness = { status: ready ? 'ready' : 'unavailable', checks: { database, objects } };
    return { status: ready ? 200 : 503, json: readiness };
  },
};
