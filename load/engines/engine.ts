/** What can play a plan. Each is a script that speaks the messages of messages.ts, in a process of its own. */
export const engines = {
  builtin: {
    main: new URL('../builtin/main.ts', import.meta.url),
    judgesLatency: true,
    // A larger heap costs memory and buys no latency; collections in one thread alone leave 15 MB more behind.
    nodeArguments: ['--max-semi-space-size=2', '--max-old-space-size=64'],
  },
  k6: { main: new URL('../k6/main.ts', import.meta.url), judgesLatency: true, nodeArguments: [] },
  /** A closed loop at full speed: it finds throughput, and a stall hides from it. */
  autocannon: {
    main: new URL('../autocannon/main.ts', import.meta.url),
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
