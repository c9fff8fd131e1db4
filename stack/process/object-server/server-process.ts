/** What an object server asks of whoever starts processes; the driver gives one whose children are reaped. */
export interface ServerCommand {
  readonly name: string;
  readonly program: string;
  readonly arguments: readonly string[];
  /** Added to a plain environment; may hold secrets, so it is never printed. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface ServerProcess {
  readonly pid: number;
  /** Settles when the process has ended: its exit code, or the name of the signal that ended it. */
  readonly exited: Promise<number | string>;
  /** What it has printed so far. */
  logs(): string;
  kill(signal: 'SIGTERM' | 'SIGKILL'): void;
}

export type SpawnServer = (command: ServerCommand) => Promise<ServerProcess>;
