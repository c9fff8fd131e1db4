import { readFile } from 'node:fs/promises';
import type {
  Command,
  Component,
  ComponentEndpoint,
  ComponentRole,
  ExecResult,
  PartUsage,
} from '../../component.ts';
import type { PostgresCluster } from '../../database/cluster.ts';
import type { CutFrom } from '../cuts.ts';
import { usageOfTree } from '../process-usage.ts';
import { runCommand, type CommandPlace } from '../run-command.ts';

/** The run's own PostgreSQL cluster as a part of the stack. */
export class DatabaseComponent implements Component {
  readonly role = 'database';
  readonly name = 'postgres';
  readonly endpoint: ComponentEndpoint;
  readonly #cluster: PostgresCluster;
  readonly #place: CommandPlace;
  readonly #cutFrom: CutFrom;

  constructor(cluster: PostgresCluster, place: CommandPlace, cutFrom: CutFrom) {
    this.#cluster = cluster;
    this.#place = place;
    this.#cutFrom = cutFrom;
    this.endpoint = { host: '127.0.0.1', port: cluster.port };
  }

  exec(command: Command): Promise<ExecResult> {
    return runCommand(this.#place, command);
  }

  start(): Promise<void> {
    return this.#cluster.start();
  }

  stop(): Promise<void> {
    return this.#cluster.stop();
  }

  kill(): Promise<void> {
    return this.#cluster.kill();
  }

  cutFrom(role: ComponentRole): Promise<AsyncDisposable> {
    return this.#cutFrom(role);
  }

  logs(): Promise<string> {
    return readFile(this.#cluster.logFile, 'utf8').catch(() => '');
  }

  usage(): Promise<PartUsage> {
    return usageOfTree(this.#cluster.processId() ?? undefined);
  }
}
