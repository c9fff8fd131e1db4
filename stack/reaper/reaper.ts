import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, realpath, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { environment } from '../environment.ts';
import { launchReaper, type RunningReaper } from './launch-reaper.ts';
import type { OwnerMessage, Reaped } from './messages.ts';
import { bootId, markerFile, ownerToken, ownerVariable, runVariable, type Marker } from './owner.ts';
import { readStartTime } from './process-table.ts';

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
  const told = new Map<string, OwnerMessage>();
  let running = await launchReaper(run, owner);
  let closing: Promise<Reaped> | undefined;
  const watch = (reaper: RunningReaper): void => {
    // A reaper that was killed is replaced, and the new one told everything again.
    void reaper.gone.then(async () => {
      if (closing !== undefined) return;
      // Where that fails too, close() says so, and the next start sweeps.
      const next = await launchReaper(run, owner).catch(() => undefined);
      if (next === undefined) return;
      running = next;
      for (const message of told.values()) running.tell(message);
      watch(running);
    });
  };
  watch(running);
  const tell = (key: string, message: OwnerMessage, keep: boolean): void => {
    if (keep) told.set(key, message);
    else told.delete(key);
    running.tell(message);
  };
  const own = (folder: string): void => tell(folder, { type: 'folder', folder }, true);
  const disown = (folder: string): void => tell(folder, { type: 'folder-gone', folder }, false);
  const mark = async (folder: string): Promise<void> => {
    const marker: Marker = { run, owner, boot: await bootId() };
    await writeFile(join(folder, markerFile), `${JSON.stringify(marker)}\n`, { mode: 0o600 });
  };
  const close = (): Promise<Reaped> => (closing ??= running.close());
  return {
    run,
    spawn(command, args, options) {
      const tags = { [runVariable]: run, [ownerVariable]: owner };
      const env = { ...(options.env ?? environment.inherited), ...tags };
      const child = spawn(command, args, { ...options, env, detached: true });
      const group = child.pid;
      if (group !== undefined) {
        const key = `group ${group}`;
        tell(key, { type: 'group', group, startTime: readStartTime(group) ?? '' }, true);
        child.once('exit', () => tell(key, { type: 'group-ended', group }, false));
      }
      return child;
    },
    async makeFolder(label, parent = environment.temporaryFolder) {
      const folder = join(await realpath(parent), `golive-${label}-${randomBytes(6).toString('hex')}`);
      own(folder);
      await mkdir(folder, { mode: 0o700 });
      await chmod(folder, 0o700);
      await mark(folder);
      return folder;
    },
    async ownFolder(folder) {
      const path = await realpath(folder);
      own(path);
      await mark(path);
    },
    async removeFolder(folder) {
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
      disown(folder);
    },
    async release(folder) {
      disown(folder);
      await rm(join(folder, markerFile), { force: true });
    },
    close,
    async [Symbol.asyncDispose]() {
      await close();
    },
  };
}
