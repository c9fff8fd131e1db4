import type { Fault } from './fault.ts';

const standStill =
  'setInterval(() => { const end = Date.now() + 300; while (Date.now() < end); }, 1000).unref()';

export const generatorStarved = {
  id: 'generator-starved',
  at: 'generator',
  what: 'the load generator stands still for 300 ms in every second',
  turnsRed: ['load.p95'],
  bystander: 'stack.ready',
  verdict: 'INCONCLUSIVE',
  generator: { nodeArguments: ['--import', `data:text/javascript,${encodeURIComponent(standStill)}`] },
} as const satisfies Fault;
