import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, realpath, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { environment } from '../environment.ts';
import { launchReaper, type RunningReaper } from './launch-reaper.ts';
import type { OwnerMessage, Reaped } from './messages.ts';
import { bootId, markerFile, ownerToken, ownerVariable, runVariable, type Marker } from './owner.ts';
import { readStartTime } from './process-table.ts';
import { StackError } from '../stack-error.ts';

/** Knows all that a run starts and makes, so that nothing of it outlives the run, not even after kill -9. */
export interface Reaper extends AsyncDisposable {
  readonly run: string;
  /** As node:child_process, in a process group of its own and tagged with the run. */
  readonly spawn: (command: string, args: readonly string[], options: SpawnOptions) => ChildProcess;
  /** Makes a folder `golive-<label>-…` that is removed with the run, in the temporary folder if not told. Mode 0700. */
  makeFolder(label: string, parent?: string): Promise<string>;
  /** A folder that is there already is removed with the run. */
  ownFolder(folder: string): Promise<void>;
  /** Removes an own folder now. */
  removeFolder(folder: string): Promise<void>;
  /** A folder is no longer the run's: it stays. */
  release(folder: string): Promise<void>;
  /** Ends what still runs, removes what is still there, and says what that was. */
  close(): Promise<Reaped>;
}

/** Starts the reaper of a run, which must be told apart from every other by its id. Throws StackError `not-ready`. */
export async function createReaper({ run }: { readonly run: string }): Promise<Reaper> {
  const owner = ownerToken();
  return new ToldReaper(run, owner, await launchReaper(run, owner));
}

class ToldReaper implements Reaper {
  readonly run: string;
  readonly #owner: string;
  /** All that is still to be ended or removed, for a reaper that takes another's place. */
  readonly #told = new Map<string, OwnerMessage>();
  #running: RunningReaper;
  #closing: Promise<Reaped> | undefined;

  constructor(run: string, owner: string, running: RunningReaper) {
    this.run = run;
    this.#owner = owner;
    this.#running = running;
    this.#watch(running);
  }

  readonly spawn: Reaper['spawn'] = (command, args, options) => {
    this.#refuseAfterEnd(`starting ${command}`);
    const tags = { [runVariable]: this.run, [ownerVariable]: this.#owner };
    const env = { ...(options.env ?? environment.inherited), ...tags };
    const child = spawn(command, args, { ...options, env, detached: true });
    const group = child.pid;
    if (group !== undefined) {
      const key = `group ${group}`;
      this.#tell(key, { type: 'group', group, startTime: readStartTime(group) ?? '' }, true);
      child.once('exit', () => this.#tell(key, { type: 'group-ended', group }, false));
    }
    return child;
  };

  async makeFolder(label: string, parent: string = environment.temporaryFolder): Promise<string> {
    const folder = join(await realpath(parent), `golive-${label}-${randomBytes(6).toString('hex')}`);
    this.#refuseAfterEnd(`making ${folder}`);
    this.#tell(folder, { type: 'folder', folder }, true);
    await mkdir(folder, { mode: 0o700 });
    await this.#mark(folder);
    return folder;
  }

  async ownFolder(folder: string): Promise<void> {
    const path = await realpath(folder);
    this.#tell(path, { type: 'folder', folder: path }, true);
    await this.#mark(path);
  }

  async removeFolder(folder: string): Promise<void> {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    this.#tell(folder, { type: 'folder-gone', folder }, false);
  }

  async release(folder: string): Promise<void> {
    this.#tell(folder, { type: 'folder-gone', folder }, false);
    await rm(join(folder, markerFile), { force: true });
  }

  close(): Promise<Reaped> {
    return (this.#closing ??= this.#running.close());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** A stage that was ended may go on for a moment: nothing new comes of it. */
  #refuseAfterEnd(what: string): void {
    if (this.#closing !== undefined) throw new StackError('refused', `${what}: run ${this.run} has ended`);
  }

  /** A reaper that was killed is replaced, and the new one told everything again. */
  #watch(reaper: RunningReaper): void {
    void reaper.gone.then(async () => {
      if (this.#closing !== undefined) return;
      // Where that fails too, close() says so, and the next start sweeps.
      const next = await launchReaper(this.run, this.#owner).catch(() => undefined);
      if (next === undefined) return;
      this.#running = next;
      for (const message of this.#told.values()) next.tell(message);
      this.#watch(next);
    });
  }

  #tell(key: string, message: OwnerMessage, keep: boolean): void {
    if (keep) this.#told.set(key, message);
    else this.#told.delete(key);
    this.#running.tell(message);
  }

  async #mark(folder: string): Promise<void> {
    const marker: Marker = { run: this.run, owner: this.#owner, boot: await bootId() };
    await writeFile(join(folder, markerFile), `${JSON.stringify(marker)}\n`, { mode: 0o600 });
  }
}
