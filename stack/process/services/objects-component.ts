import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type {
  Command,
  Component,
  ComponentEndpoint,
  ComponentRole,
  ExecResult,
  PartUsage,
} from '../../component.ts';
import { wantedPort } from '../../ports.ts';
import type { CutFrom } from '../cuts.ts';
import {
  startObjectServer,
  type ObjectServerOptions,
  type StartedObjectServer,
} from '../object-server/start-object-server.ts';
import { usageOfTree } from '../process-usage.ts';
import { runCommand, type CommandPlace } from '../run-command.ts';

/** The S3 server as a part of the stack. */
export class ObjectsComponent implements Component {
  readonly role = 'objects';
  readonly name: string;
  readonly endpoint: ComponentEndpoint;
  readonly #options: ObjectServerOptions;
  readonly #place: CommandPlace;
  readonly #cutFrom: CutFrom;
  #started: StartedObjectServer | undefined;
  #child: ChildProcess | undefined;
  /** Of servers that ran before this one. */
  #earlierLogs = '';

  constructor(options: ObjectServerOptions, place: CommandPlace, cutFrom: CutFrom) {
    this.#options = {
      ...options,
      spawn: (command, args, spawnOptions) => (this.#child = options.spawn(command, args, spawnOptions)),
    };
    this.#place = place;
    this.#cutFrom = cutFrom;
    this.name = options.server.kind;
    this.endpoint = { host: '127.0.0.1', port: options.port };
  }

  exec(command: Command): Promise<ExecResult> {
    return runCommand(this.#place, command);
  }

  async start(): Promise<void> {
    if (this.#runs()) return;
    await wantedPort(this.endpoint.port);
    this.#earlierLogs = await this.logs();
    this.#started = await startObjectServer(this.#options);
  }

  async stop(): Promise<void> {
    if (this.#runs()) await this.#started?.stop();
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (child === undefined || !this.#runs()) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  cutFrom(role: ComponentRole): Promise<AsyncDisposable> {
    return this.#cutFrom(role);
  }

  async logs(): Promise<string> {
    return this.#earlierLogs + (this.#started?.logs() ?? '');
  }

  usage(): Promise<PartUsage> {
    return usageOfTree(this.#child?.pid);
  }

  #runs(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }
}
