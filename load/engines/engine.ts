import { childModule } from '../child-module.ts';

/** What can play a plan. Each is a script that speaks the messages of messages.ts, in a process of its own. */
export const engines = {
  builtin: {
    main: childModule('../builtin/main', import.meta.url),
    judgesLatency: true,
    // A larger heap costs memory and buys no latency; collections in one thread alone leave 15 MB more behind.
    nodeArguments: ['--max-semi-space-size=3', '--max-old-space-size=64'],
  },
  k6: { main: childModule('../k6/main', import.meta.url), judgesLatency: true, nodeArguments: [] },
  /** A closed loop at full speed: it finds throughput, and a stall hides from it. */
  autocannon: {
    main: childModule('../autocannon/main', import.meta.url),
    judgesLatency: false,
    nodeArguments: [],
  },
} as const satisfies Readonly<Record<string, EngineFacts>>;

interface EngineFacts {
  readonly main: URL;
  /** Whether its latencies may decide a verdict. */
  readonly judgesLatency: boolean;
  readonly nodeArguments: readonly string[];
}

export type EngineName = keyof typeof engines;

export const engineNames = Object.keys(engines) as readonly EngineName[];
