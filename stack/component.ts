/** The parts that a running system is made of; a driver may run several of one role (replicas). */
export const componentRoles = [
  'front',
  'application',
  'worker',
  'scheduler',
  'database',
  'objects',
  'cache',
  // In the place of somebody else's service.
  'stand-in',
] as const;
export type ComponentRole = (typeof componentRoles)[number];

export interface Command {
  readonly program: string;
  readonly arguments: readonly string[];
  /** Added to the component's own environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Defaults to the component's working folder. */
  readonly folder?: string;
  readonly timeoutMs: number;
  /** Ends it before its limit, with all that it began. */
  readonly signal?: AbortSignal;
}

export interface ExecResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly durationMs: number;
}

/** What a part has used, and what it may use. */
export interface PartUsage {
  /** CPU time since it was started, of all its processes, ms. */
  readonly cpuMs: number;
  /** Processors that it may use at once; undefined where nothing says so. */
  readonly cpus?: number;
  /** Without what the kernel keeps of files and would give back; undefined where nothing limits it. */
  readonly memoryBytes?: number;
  readonly memoryLimitBytes?: number;
}

export interface ComponentEndpoint {
  readonly host: string;
  readonly port: number;
}

/** What a driver implements for each running part, and nothing else. */
export interface Component {
  readonly role: ComponentRole;
  readonly name: string;
  readonly endpoint: ComponentEndpoint;
  /** What its process runs on; missing where nobody here has started it. */
  readonly program?: string;
  /** Runs a command where the component runs, with its environment. Does not throw on a non-zero exit. */
  exec(command: Command): Promise<ExecResult>;
  /** Asks to stop and waits. */
  stop(): Promise<void>;
  /** SIGKILL, and waits until it is gone. */
  kill(): Promise<void>;
  /**
   * SIGKILL from outside to its main process, and no wait: whatever supervises it may start it again. Missing where
   * nothing does.
   */
  crash?(): Promise<void>;
  /** Starts again on the same endpoint, and waits until it is ready. */
  start(): Promise<void>;
  /** Cuts the network from this component to every component of `role`; disposing heals it. */
  cutFrom(role: ComponentRole): Promise<AsyncDisposable>;
  /** Everything that it has printed so far. */
  logs(): Promise<string>;
  /** What it has used so far; missing where nobody can tell. */
  usage?(): Promise<PartUsage>;
}
